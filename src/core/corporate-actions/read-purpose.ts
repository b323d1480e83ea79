import { purposeHeads } from './purpose-heads.ts';
import type { PurposeHead } from './purpose-heads.ts';
import type { ActionForm, PurposePart } from './purpose-part.ts';
import { amountIn, bonusIn, faceValueChange, percentIn, rightsIn, sumIn } from './purpose-terms.ts';
import { plainPurpose } from './purpose-text.ts';

/** Words that change the number or the price of shares, in any spelling that is not understood. */
const WEIGHTY = /bonus|split|sub.?division|right|merge|reduc|consolid/;
const OF_UNITS = /per ?u(?:nit|int|t\b)|return (?:of|on) cap|spv/;

const withAmount = (tail: string) => {
  const amount = amountIn(tail);
  return amount === undefined ? {} : { amount };
};

function dividendForm(words: string): ActionForm | undefined {
  if (/special|spl|one[ -]*time/.test(words)) return 'special';
  if (words.includes('pref')) return 'preference';
  if (/int/.test(words)) return 'interim';
  return /fin/.test(words) ? 'final' : undefined;
}

function dividend({ words, tail }: PurposeHead): PurposePart {
  const [form, percent] = [dividendForm(words), percentIn(tail)];
  return {
    kind: 'dividend',
    ...(form ? { form } : {}),
    ...withAmount(tail),
    ...(percent === undefined ? {} : { percent }),
  };
}

/** A unit's payout: the total where it comes first, else the sum of its named components. */
function distribution(heads: readonly PurposeHead[]): PurposePart[] {
  const place = heads.findIndex(({ kind }) => kind === 'distribution');
  const head = heads[place];
  if (!head) return [];
  const total = amountIn(head.tail);
  const rest = heads.slice(place).map(({ words, tail }) => `${words}${tail}`);
  const amount = total ?? sumIn(rest.join(''));
  return [{ kind: 'distribution', ...(amount === undefined ? {} : { amount }) }];
}

/** @param ofUnits whether the purpose is that of a trust, whose named components are a payout */
function partsOf(head: PurposeHead, ofUnits: boolean): readonly PurposePart[] {
  const { kind, tail } = head;
  switch (kind) {
    case 'distribution':
      return [];
    case 'dividend':
      return [dividend(head)];
    case 'component': {
      const repaid = !ofUnits && /princip|repay|return/.test(head.words);
      return [{ kind: repaid ? 'redemption' : 'distribution', ...withAmount(tail) }];
    }
    case 'split':
    case 'consolidation':
    case 'reduction':
      return [faceValueChange(kind, tail)];
    case 'bonus':
      return [bonusIn(tail) ?? { kind: 'other' }];
    case 'rights':
      return rightsIn(tail);
    case 'interest':
      return [{ kind, ...withAmount(tail) }];
    case 'buyback':
    case 'demerger':
    case 'scheme':
    case 'meeting':
    case 'redemption':
      return [{ kind }];
  }
}

const isBare = (part: PurposePart): boolean => Object.keys(part).length === 1;

/** The same thing told twice is one: `Composite Scheme Of Arrangement`, `Scheme Of Demerger`. */
function withoutEchoes(parts: readonly PurposePart[]): PurposePart[] {
  const has = (kind: PurposePart['kind']): boolean => parts.some((part) => part.kind === kind);
  const told = new Set<string>();
  return parts.filter((part) => {
    if (part.kind === 'scheme' && has('demerger')) return false;
    if (part.kind === 'other' && has('scheme')) return false;
    const key = JSON.stringify(part);
    const bare = isBare(part);
    if (
      bare &&
      parts.some((other) => other.kind === part.kind && other !== part && !isBare(other))
    ) {
      return part.kind === 'dividend' || part.kind === 'distribution';
    }
    if ((bare || part.lacks !== undefined) && told.has(key)) return false;
    told.add(key);
    return true;
  });
}

/** Characters; a purpose of one sentence has some hundred, and a longer text is not searched. */
const LONGEST = 2000;
const NOT_UNDERSTOOD = 'words that are understood';

/**
 * Reads what a company is about to do, from the exchange's words for it. Several actions in one
 * purpose are several parts, in the order of the text. What is not recognised is one part `other`,
 * never a guess; where its words weigh on prices, `lacks` says that nobody understood them.
 *
 * A bonus of anything but plain shares (preference shares, debentures, differential rights) is
 * `scheme` where the purpose names one, else `other`.
 *
 * @see the grammar of 23,223 purposes of NSE (2016 to 2026) and 3,200 of BSE, August 2026
 */
export function readPurpose(subject: string): readonly PurposePart[] {
  if (subject.length > LONGEST) return [{ kind: 'other', lacks: NOT_UNDERSTOOD }];
  const text = plainPurpose(subject);
  const heads = purposeHeads(text);
  const payout = distribution(heads);
  const components: readonly string[] =
    payout.length > 0 ? ['dividend', 'component', 'interest'] : [];
  const kept = heads.filter(({ kind }) => !components.includes(kind));
  const parts = withoutEchoes([
    ...payout,
    ...kept.flatMap((head) => partsOf(head, OF_UNITS.test(text))),
  ]);
  if (parts.length > 0) return parts;
  return [{ kind: 'other', ...(WEIGHTY.test(text) ? { lacks: NOT_UNDERSTOOD } : {}) }];
}
