import { MARKET_FUNCTIONS } from '../expression/market-vocabulary.ts';
import { BAR_SERIES } from '../expression/vocabulary.ts';
import type { SeriesUnit, Vocabulary } from '../expression/vocabulary.ts';

/** A name that rules may use, beside the prices of a bar. */
interface RuleName {
  readonly unit: SeriesUnit;
  readonly help: string;
}

/** Names beside `open`, `high`, `low`, `close` and `volume`, with what each means. */
export const RULE_NAMES: Readonly<Record<string, RuleName>> = {
  price: { unit: 'price', help: 'the same as close' },
  previous_close: { unit: 'price', help: 'close of the session before, in shares of today' },
  day_change: { unit: 'ratio', help: 'close over previous_close, less one' },
  gap: { unit: 'ratio', help: 'open of the session over previous_close, less one' },
  high_52w: { unit: 'price', help: 'highest price of the 52 weeks before the session' },
  low_52w: { unit: 'price', help: 'lowest price of the 52 weeks before the session' },
  days_to_ex_date: { unit: 'count', help: 'days until the next ex-date of a corporate action' },
  days_to_earnings: { unit: 'count', help: 'days until the next board meeting about results' },
};

/** Names that hang on dates alone: no price is needed for them. */
export const DATE_NAMES: ReadonlySet<string> = new Set(['days_to_ex_date', 'days_to_earnings']);

/** Names that hang on daily bars of the sessions before. */
export const DAY_NAMES: ReadonlySet<string> = new Set([
  'previous_close',
  'day_change',
  'gap',
  'high_52w',
  'low_52w',
]);

/** Words of a rule's condition. */
export const RULE_VOCABULARY: Vocabulary = {
  series: new Map([
    ...BAR_SERIES,
    ...Object.entries(RULE_NAMES).map(([name, { unit }]): [string, SeriesUnit] => [name, unit]),
  ]),
  functions: MARKET_FUNCTIONS,
  memberships: new Set(['index']),
  intervals: true,
};
