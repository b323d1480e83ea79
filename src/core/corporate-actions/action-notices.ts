import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { NotificationDraft } from '../notification/notification.ts';
import type { CorporateAction } from './corporate-action.ts';
import { rupeesOfMillionths } from './millionths.ts';
import type { Millionths } from './millionths.ts';

/** Whom a run tells of what it learned, and when. */
export interface Watching {
  /** Symbols whose news is told. */
  readonly symbols: ReadonlySet<string>;
  /** What is over by then is no news. */
  readonly today: SessionDate;
  /** The next day of trading after today: what happens on it is told once more. */
  readonly nextSession: SessionDate;
  /** Real time. */
  readonly at: Instant;
  readonly runId: string;
}

const money = (value: Millionths): string => `₹${rupeesOfMillionths(value)}`;

/** The terms as a person says them: `₹7.5 interim`, `3:1`, `face value ₹10 to ₹2`. */
function termsOf(action: CorporateAction): string {
  const { amount, percent, ratio, fromFaceValue, toFaceValue, premium, form } = action;
  const parts = [
    amount === undefined ? '' : money(amount),
    amount === undefined && percent !== undefined ? `${percent} %` : '',
    ratio ? `${ratio[0]}:${ratio[1]}` : '',
    premium === undefined ? '' : `at ${money(premium)} over face value`,
    fromFaceValue === undefined || toFaceValue === undefined
      ? ''
      : `face value ${money(fromFaceValue)} to ${money(toFaceValue)}`,
    form ?? '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** Everything of one kind that a company does on one day, whoever words it how. */
interface Event {
  readonly symbol: string;
  readonly exDate: SessionDate;
  readonly kind: string;
  readonly company: string;
  readonly terms: string;
  readonly subjects: string;
  readonly recordDate?: SessionDate;
}

function eventsOf(actions: readonly CorporateAction[], watching: Watching): Map<string, Event> {
  const groups = new Map<string, CorporateAction[]>();
  for (const action of actions) {
    if (!watching.symbols.has(action.symbol) || action.exDate < watching.today) continue;
    const slot = [action.symbol, action.exDate, action.kind].join(':');
    groups.set(slot, [...(groups.get(slot) ?? []), action]);
  }
  return new Map(
    [...groups].flatMap(([slot, rows]) => {
      const [first] = rows;
      if (!first) return [];
      const { symbol, exDate, kind, company } = first;
      const terms = rows
        .map(termsOf)
        .filter((text) => text !== '')
        .toSorted()
        .join(' and ');
      const recordDate = rows.find((row) => row.recordDate !== undefined)?.recordDate;
      const subjects = [...new Set(rows.map(({ subject }) => subject))].join('\n');
      return [
        [
          slot,
          { symbol, exDate, kind, company, terms, subjects, ...(recordDate ? { recordDate } : {}) },
        ] as const,
      ];
    }),
  );
}

const named = ({ kind, terms }: Event): string => (terms === '' ? kind : `${kind} of ${terms}`);

function draftOf(
  how: 'new' | 'changed' | 'withdrawn' | 'coming',
  event: Event,
  { at, runId }: Watching,
): NotificationDraft {
  const { symbol, exDate, kind, company, terms, subjects, recordDate } = event;
  const titles = {
    new: `${symbol}: ${named(event)}, ex-date ${exDate}`,
    changed: `${symbol}: changed to ${named(event)}, ex-date ${exDate}`,
    withdrawn: `${symbol}: ${kind} of ex-date ${exDate} is no longer listed`,
    coming: `${symbol} trades ex ${kind} on ${exDate}`,
  };
  return {
    topic: how === 'coming' ? 'ex-date' : 'corporate-action',
    // With the terms in it, so that a change is news and the same words from another exchange are not.
    dedupeKey: [
      'corporate-action',
      how === 'changed' ? 'new' : how,
      symbol,
      exDate,
      kind,
      terms,
    ].join(':'),
    priority: 'normal',
    title: titles[how],
    body: `${company}\n${subjects}`,
    facts: [
      ['Ex-date', exDate],
      ...(recordDate === undefined ? [] : ([['Record date', recordDate]] as const)),
    ],
    at,
    runId,
  };
}

/**
 * What is told of the corporate actions of watched symbols: those that are new, changed or withdrawn,
 * and those whose ex-date is the next day of trading.
 *
 * @param before of a window of days, as they were kept
 * @param after the same window, as it is kept now
 */
export function actionDrafts(
  before: readonly CorporateAction[],
  after: readonly CorporateAction[],
  watching: Watching,
): NotificationDraft[] {
  const [old, now] = [eventsOf(before, watching), eventsOf(after, watching)];
  const drafts: NotificationDraft[] = [];
  for (const [slot, event] of now) {
    const kept = old.get(slot);
    if (!kept) drafts.push(draftOf('new', event, watching));
    else if (kept.terms !== event.terms) drafts.push(draftOf('changed', event, watching));
    else if (event.exDate === watching.nextSession) drafts.push(draftOf('coming', event, watching));
  }
  for (const [slot, event] of old) {
    if (!now.has(slot)) drafts.push(draftOf('withdrawn', event, watching));
  }
  return drafts;
}
