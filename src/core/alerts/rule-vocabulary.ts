import { MARKET_FUNCTIONS } from '../expression/market-vocabulary.ts';
import { BAR_SERIES } from '../expression/vocabulary.ts';
import type { SeriesUnit, Vocabulary } from '../expression/vocabulary.ts';
import type { RuleSubject } from './subject.ts';

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
  sentiment: {
    unit: 'number',
    help: "mean score of the day's news, -1 to 1; 0 while there is none",
  },
  news_count: { unit: 'count', help: 'articles of the day' },
};

/** Names of rules about a position, in rupees. */
export const POSITION_NAMES: Readonly<Record<string, RuleName>> = {
  quantity: { unit: 'count', help: 'shares held, below zero where they are owed' },
  price: { unit: 'price', help: 'the newest price' },
  average: { unit: 'price', help: 'cost of a share' },
  cost: { unit: 'number', help: 'cost of what is held' },
  value: { unit: 'number', help: 'price times quantity' },
  pnl: { unit: 'number', help: 'value less cost' },
  return: { unit: 'ratio', help: 'pnl over cost' },
  realised: { unit: 'number', help: 'won by closing, charges apart' },
};

/** Names of rules about an account, in rupees, as `positions` valued it last. */
export const ACCOUNT_NAMES: Readonly<Record<string, RuleName>> = {
  value: { unit: 'number', help: 'cash and shares' },
  cash: { unit: 'number', help: 'cash' },
  shares: { unit: 'number', help: 'what the holdings would fetch' },
  pnl: { unit: 'number', help: 'unrealised' },
  realised: { unit: 'number', help: 'won by closing, charges apart' },
  day_pnl: { unit: 'number', help: 'what the session has won' },
  day_change: { unit: 'ratio', help: 'day_pnl over the value before it' },
};

/** Names that hang on what is told beside prices: none is needed for them. */
export const PRICELESS_NAMES: ReadonlySet<string> = new Set([
  'days_to_ex_date',
  'days_to_earnings',
  'sentiment',
  'news_count',
]);

/** Names that hang on daily bars of the sessions before. */
export const DAY_NAMES: ReadonlySet<string> = new Set([
  'previous_close',
  'day_change',
  'gap',
  'high_52w',
  'low_52w',
]);

function unitsOf(names: Readonly<Record<string, RuleName>>): [string, SeriesUnit][] {
  return Object.entries(names).map(([name, { unit }]) => [name, unit]);
}

/** Words of a condition about instruments. */
export const RULE_VOCABULARY: Vocabulary = {
  series: new Map([...BAR_SERIES, ...unitsOf(RULE_NAMES)]),
  functions: MARKET_FUNCTIONS,
  memberships: new Set(['index']),
  intervals: true,
};

function booksVocabulary(names: Readonly<Record<string, RuleName>>): Vocabulary {
  return {
    series: new Map(unitsOf(names)),
    functions: new Map(),
    memberships: new Set(),
    intervals: false,
  };
}

const POSITION_VOCABULARY = booksVocabulary(POSITION_NAMES);
const ACCOUNT_VOCABULARY = booksVocabulary(ACCOUNT_NAMES);

/** Words of a condition, by what it is about. */
export function vocabularyOf({ kind }: RuleSubject): Vocabulary {
  if (kind === 'position') return POSITION_VOCABULARY;
  return kind === 'account' ? ACCOUNT_VOCABULARY : RULE_VOCABULARY;
}
