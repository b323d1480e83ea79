import type { DailySeries } from '../../../src/core/analysis/daily-series.ts';
import { simulate } from '../../../src/core/backtest/simulate.ts';
import type {
  Contender,
  Simulation,
  SimulationTerms,
} from '../../../src/core/backtest/simulate.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

export const CALENDAR = calendarOf('XNSE');
export const DAYS = CALENDAR.sessions(sessionDate('2025-01-01'), sessionDate('2025-06-30'));
export const SESSIONS = DAYS.map(({ session }) => session);

export const TERMS: SimulationTerms = {
  capitalPaise: 100_000_000,
  maxPositions: 2,
  plan: PLANS['zero-delivery'],
  rules: { participation: 1, slippage: 0 },
  seed: 1,
};

export const column = (values: readonly number[]): Float64Array => Float64Array.from(values);

const inPaise = (prices: Float64Array): Int32Array =>
  Int32Array.from(prices, (price) => Math.round(price * 100));

/** A share with these bars, and what the strategy says at the close of some of them. */
export function contender(
  instrumentId: number,
  series: Omit<DailySeries, 'sessions'>,
  actions: Readonly<Record<number, 1 | -1>>,
  facts: Partial<Contender> = {},
): Contender {
  const count = series.close.length;
  return {
    instrumentId,
    symbol: `SHARE${instrumentId}`,
    kind: 'share',
    series: {
      sessions: SESSIONS.slice(0, count),
      openPaise: inPaise(series.open),
      highPaise: inPaise(series.high),
      lowPaise: inPaise(series.low),
      closePaise: inPaise(series.close),
      volume: Float32Array.from(series.volume),
    },
    actions: Int8Array.from({ length: count }, (_, place) => actions[place] ?? 0),
    eligible: () => true,
    ...facts,
  };
}

/** Bars whose four prices are one. */
export function flat(prices: readonly number[], volume = 1_000_000): Omit<DailySeries, 'sessions'> {
  const same = column(prices);
  return {
    open: same,
    high: same,
    low: same,
    close: same,
    volume: column(prices.map(() => volume)),
  };
}

/** A backtest over as many sessions as the first has bars. */
export const run = (
  contenders: readonly Contender[],
  terms: Partial<SimulationTerms> = {},
): Simulation =>
  simulate(contenders, DAYS.slice(0, contenders[0]?.series.sessions.length ?? 0), CALENDAR, {
    ...TERMS,
    ...terms,
  });
