import { MARKET_FUNCTIONS } from '../../../src/core/expression/market-vocabulary.ts';
import { BAR_SERIES } from '../../../src/core/expression/vocabulary.ts';
import type { Vocabulary } from '../../../src/core/expression/vocabulary.ts';
import type { Bars } from '../../../src/core/indicators/indicator.ts';

/** Words of a made-up desk: bars, a fraction, an index and a sector. */
export const MADE_UP: Vocabulary = {
  series: new Map([...BAR_SERIES, ['day_change', 'ratio'], ['rsi_14', 'number']]),
  functions: MARKET_FUNCTIONS,
  memberships: new Set(['index', 'sector']),
  intervals: true,
};

/** Bars of which each closes where it is told, opens there too, and reaches one up and one down. */
export function barsClosing(closes: readonly number[], volumes?: readonly number[]): Bars {
  const close = Float64Array.from(closes);
  return {
    open: close.slice(),
    high: close.map((value) => value + 1),
    low: close.map((value) => value - 1),
    close,
    volume: volumes ? Float64Array.from(volumes) : close.map(() => 1000),
  };
}
