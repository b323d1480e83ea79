import type { CorporateAction } from '../corporate-actions/corporate-action.ts';
import { toldOnce } from '../corporate-actions/factors.ts';
import { faceValueAt } from '../corporate-actions/face-value.ts';
import { millionths } from '../corporate-actions/millionths.ts';
import type { Paise } from '../market/money.ts';
import { paise } from '../market/money.ts';
import type { ShareTerms } from './share-action.ts';

/** Kinds that touch holdings; the others are news. */
const TOUCHING = [
  'dividend',
  'distribution',
  'interest',
  'split',
  'consolidation',
  'bonus',
  'rights',
  'demerger',
  'reduction',
  'scheme',
] as const;

const none = (text: string): ShareTerms => ({ kind: 'none', text });

/** A ratio of whole numbers that a pair of face values stands for: 10 to 2 is five for one. */
function sharesFor(from: number, to: number): readonly [number, number] {
  const divide = (a: number, b: number): number => (b === 0 ? a : divide(b, a % b));
  const common = divide(from, to);
  return [from / common, to / common];
}

function dividendTerms(action: CorporateAction, all: readonly CorporateAction[]): ShareTerms {
  if (action.amount !== undefined) return { kind: 'dividend', perShare: action.amount };
  const face = faceValueAt(all, action.exDate) ?? action.faceValue;
  if (action.percent === undefined || face === undefined) {
    return none(`${action.subject}: its amount is not told, nothing was credited`);
  }
  return { kind: 'dividend', perShare: millionths(Math.round((face * action.percent) / 100)) };
}

function termsOf(action: CorporateAction, all: readonly CorporateAction[]): ShareTerms {
  const { kind, form, ratio, subject, fromFaceValue, toFaceValue, lacks } = action;
  switch (kind) {
    case 'dividend':
    case 'distribution':
      return form === 'preference'
        ? none(`${subject}: for preference shares only`)
        : dividendTerms(action, all);
    case 'split':
    case 'consolidation':
      return fromFaceValue !== undefined && toFaceValue !== undefined
        ? { kind: 'split', ratio: sharesFor(fromFaceValue, toFaceValue) }
        : none(`${subject}: ${lacks ?? 'its terms'} not told, nothing was changed`);
    case 'bonus':
      return ratio && form === undefined
        ? { kind: 'bonus', ratio }
        : none(`${subject}: ${lacks ?? 'not of plain shares'}, nothing was given`);
    case 'rights':
      return none(`${subject}: rights are not taken up`);
    case 'demerger':
      return none(
        `${subject}: its terms are not told, nothing was changed; \`paperjobs account demerge\` books it`,
      );
    case 'scheme':
    case 'reduction':
      return none(`${subject}: its terms are not told, nothing was changed`);
    case 'interest':
      // What a trust pays on its units comes in parts, and interest is one of them.
      return dividendTerms(action, all);
    case 'buyback':
    case 'meeting':
    case 'redemption':
    case 'other':
      return none(`${subject}: touches no holding`);
  }
}

/** An action of a share, ready to be applied. */
export interface DueAction {
  /** Names it among the actions of its listing. */
  readonly key: string;
  readonly terms: ShareTerms;
  readonly subject: string;
}

const RANK: readonly ShareTerms['kind'][] = ['dividend', 'split', 'bonus', 'demerger', 'none'];

/**
 * What a company's actions of one ex-date mean for who holds its shares, in the order in which they
 * are applied: dividends are paid on shares as they were, a bonus is given on shares as split.
 *
 * @param onDate of that security and ex-date
 * @param all of the security, for face values of earlier days
 */
export function dueActions(
  onDate: readonly CorporateAction[],
  all: readonly CorporateAction[],
): DueAction[] {
  const touching: readonly string[] = TOUCHING;
  return (
    toldOnce(onDate)
      .filter(({ kind }) => touching.includes(kind))
      // That of a company's bonds has no amount a unit, and is none of its shareholders' business.
      .filter(({ kind, amount }) => kind !== 'interest' || amount !== undefined)
      .map((action) => ({
        key: `${action.exDate} ${action.subject} ${action.part}`,
        terms: termsOf(action, all),
        subject: action.subject,
      }))
      .sort((a, b) => RANK.indexOf(a.terms.kind) - RANK.indexOf(b.terms.kind))
  );
}

/** What a share is worth after the actions of a day, from its last price before. */
export function exPrice(cumPaise: Paise, actions: readonly DueAction[]): Paise {
  let price: number = cumPaise;
  for (const { terms } of actions) {
    if (terms.kind === 'dividend') price -= terms.perShare / 10_000;
    if (terms.kind === 'split') price = (price * terms.ratio[1]) / terms.ratio[0];
    if (terms.kind === 'bonus') {
      price = (price * terms.ratio[1]) / (terms.ratio[0] + terms.ratio[1]);
    }
  }
  return paise(Math.max(0, Math.round(price)));
}
