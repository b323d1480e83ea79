import type { InstrumentKind } from '../market/listing.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { GroupFigures } from './aggregate.ts';

/** An instrument of the screener table. */
export interface ScreenedInstrument {
  readonly instrumentId: number;
  readonly symbol: string;
  readonly kind: InstrumentKind;
  /** As NSE's lists of indices call its industry; absent: no list names it. */
  readonly sector?: string;
}

/** Rows of the table that were asked for, in their order. */
export interface ScreenAnswer {
  readonly session: SessionDate;
  readonly rows: readonly ScreenedInstrument[];
  /** Names of the columns, and for each one value per row; NaN is absent. */
  readonly names: readonly string[];
  readonly values: readonly Float64Array[];
  /** Those of the names that are printed for people. */
  readonly short: readonly string[];
  /** Rows that meet the condition, printed or not. */
  readonly matched: number;
  /** Rows of which the condition cannot be told: a figure is absent. */
  readonly untold: number;
  /** Sentences about tables that the question needs and that are empty for the session. */
  readonly lacks: readonly string[];
  /** Rows of the session. */
  readonly looked: number;
  /** Of the rows that meet the condition, when sectors are asked for. */
  readonly sectors?: readonly GroupFigures[];
}
