import { told } from './measures.ts';
import { at, defineStrategy, number, whereAll } from './strategy.ts';
import type { Condition, FactName, Strategy, StrategyBars } from './strategy.ts';

/** A figure that must be known. */
function known(
  { facts }: StrategyBars,
  name: FactName,
  what: string,
  asked: string,
  holds: (value: number) => boolean,
): Condition {
  const column = facts?.[name] ?? new Float64Array();
  return {
    holds: (place) => holds(at(column, place)),
    words: (place) => `${what} ${told(at(column, place))}, asked ${asked}`,
  };
}

/** Picks by what a company earns. */
export const FUNDAMENTAL_PICKS: readonly Strategy[] = [
  defineStrategy({
    name: 'fundamental',
    summary: 'A moderate price for earnings and book value, and a high return on equity',
    source: 'InStock, “spot_buy”',
    kind: 'pick',
    parameters: [
      number('earnings', 20, 'price to earnings that may not be exceeded'),
      number('book', 10, 'price to book value that may not be exceeded'),
      number('equity', 15, 'return on equity in percent that must be reached'),
    ],
    facts: ['priceToEarnings', 'priceToBook', 'returnOnEquity'],
    prepare: (bars, { earnings, book, equity }) =>
      whereAll('enter', [
        known(
          bars,
          'priceToEarnings',
          'price to earnings',
          `above 0 and up to ${earnings}`,
          (value) => value > 0 && value <= earnings,
        ),
        known(bars, 'priceToBook', 'price to book', `up to ${book}`, (value) => value <= book),
        known(
          bars,
          'returnOnEquity',
          'return on equity',
          `${equity} % or more`,
          (value) => value >= equity,
        ),
      ]),
  }),
];
