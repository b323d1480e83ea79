import type { Failure } from '../../core/failure.ts';
import type { Deal, DealKind } from '../../core/flows/deal.ts';
import type { FiiDiiFigure } from '../../core/flows/fii-dii.ts';
import type { FlowList } from '../../core/flows/flow-list.ts';
import type { YearExtreme } from '../../core/flows/year-extreme.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { SessionDate } from '../../core/market/session-date.ts';

/** One list of a session as it came, with those of its rows that were refused. */
export type ListAnswer = { readonly refused: readonly RefusedRow[] } & (
  | {
      readonly list: DealKind;
      /** The day of the trades: for short sales an earlier one than the list's. */
      readonly about: SessionDate;
      readonly deals: readonly Deal[];
    }
  | { readonly list: 'extremes'; readonly extremes: readonly YearExtreme[] }
  | { readonly list: 'fii-dii'; readonly figures: readonly FiiDiiFigure[] }
);

/** A list that could not be had. */
export interface MissedList {
  readonly list: FlowList;
  readonly failure: Failure;
}

/** What came for a session. */
export interface SessionAnswers {
  readonly session: SessionDate;
  readonly answers: readonly ListAnswer[];
  readonly missed: readonly MissedList[];
}

/** Rows of an answer. */
export function rowsOf(answer: ListAnswer): number {
  switch (answer.list) {
    case 'extremes':
      return answer.extremes.length;
    case 'fii-dii':
      return answer.figures.length;
    case 'bulk':
    case 'block':
    case 'short':
      return answer.deals.length;
  }
}

/** The rows of each session. */
export function bySession<Row extends { readonly session: SessionDate }>(
  rows: readonly Row[],
): Map<SessionDate, Row[]> {
  const sessions = new Map<SessionDate, Row[]>();
  for (const row of rows) {
    const known = sessions.get(row.session);
    if (known) known.push(row);
    else sessions.set(row.session, [row]);
  }
  return sessions;
}
