import { placeFrom } from '../analysis/daily-series.ts';
import { addDays } from '../market/session-date.ts';
import { at, changeFrom, flag, indicatorOf, lastOf, meanOf } from './column.ts';
import type { BarColumn, ScreenBars } from './column.ts';

const price = (name: string, help: string, of: BarColumn['at']): BarColumn => ({
  name,
  unit: 'price',
  help,
  at: of,
});
const ratio = (name: string, help: string, of: BarColumn['at']): BarColumn => ({
  name,
  unit: 'ratio',
  help,
  at: of,
});
const count = (name: string, help: string, of: BarColumn['at']): BarColumn => ({
  name,
  unit: 'count',
  help,
  at: of,
});

/** Sessions before one without which nothing is said of a year. */
const FEWEST = 20;

const previous = ({ close }: ScreenBars, place: number): number => at(close, place - 1);

const returnOver = (sessions: number): BarColumn =>
  ratio(`return_${sessions}`, `change of the close over ${sessions} sessions`, ({ close }, place) =>
    changeFrom(at(close, place - sessions), at(close, place)),
  );

/** The last close before the year of the session. */
function yearReturn({ close, sessions }: ScreenBars, place: number): number {
  const year = sessions[place]?.slice(0, 4) ?? '';
  const first = sessions.findIndex((session) => session.startsWith(year));
  return changeFrom(at(close, first - 1), at(close, place));
}

/** Closes in a row that went the same way, up to the place. */
function runOf({ close }: ScreenBars, place: number, way: 1 | -1): number {
  let first = place;
  while (first > 0 && way * (at(close, first) - at(close, first - 1)) > 0) first--;
  return place - first;
}

/** Candles in a row of one colour, up to the place. */
function candlesOf({ open, close }: ScreenBars, place: number, way: 1 | -1): number {
  let first = place;
  while (first >= 0 && way * (at(close, first) - at(open, first)) > 0) first--;
  return place - first;
}

/** Sample standard deviation of the daily log returns, times the square root of 252. */
function volatility({ close }: ScreenBars, place: number, sessions: number): number {
  const closes = lastOf(close, sessions + 1, place);
  if (!closes) return Number.NaN;
  const returns = new Float64Array(sessions).map((_, step) =>
    Math.log(at(closes, step + 1) / at(closes, step)),
  );
  const mean = meanOf(returns);
  let squares = 0;
  for (const value of returns) squares += (value - mean) ** 2;
  return Math.sqrt((squares / (sessions - 1)) * 252);
}

/** The extreme of the 365 calendar days up to the session, that one included. */
function yearExtreme(bars: ScreenBars, place: number, way: 1 | -1): number {
  const session = bars.sessions[place];
  if (session === undefined) return Number.NaN;
  const first = placeFrom(bars.sessions, addDays(session, -364));
  const values = way === 1 ? bars.high : bars.low;
  return extreme(values.subarray(first, place + 1), way);
}

function extreme(values: Float64Array, way: 1 | -1): number {
  let best = Number.NaN;
  for (const value of values) if (!(way * value <= way * best)) best = value;
  return best;
}

/** Sessions since the extreme, the newest of equal ones. */
function sinceExtreme(values: Float64Array, place: number, way: 1 | -1): number {
  const before = values.subarray(0, place + 1);
  const best = extreme(before, way);
  return Number.isNaN(best) ? Number.NaN : place - before.lastIndexOf(best);
}

const newHigh = (sessions: number): BarColumn =>
  count(
    `new_high_${sessions}`,
    `1 where the high is the highest of ${sessions} sessions`,
    (bars, place) => {
      const highs = lastOf(bars.high, sessions, place);
      return highs ? Number(at(bars.high, place) >= extreme(highs, 1)) : Number.NaN;
    },
  );

const newLow = (sessions: number): BarColumn =>
  count(
    `new_low_${sessions}`,
    `1 where the low is the lowest of ${sessions} sessions`,
    (bars, place) => {
      const lows = lastOf(bars.low, sessions, place);
      return lows ? Number(at(bars.low, place) <= extreme(lows, -1)) : Number.NaN;
    },
  );

const average = (sessions: number): BarColumn =>
  price(`sma_${sessions}`, `mean of the last ${sessions} closes`, ({ close }, place) =>
    meanOf(lastOf(close, sessions, place)),
  );

const exponential = (sessions: number): BarColumn =>
  price(`ema_${sessions}`, `exponential mean of the closes, ${sessions} sessions`, (bars, place) =>
    at(indicatorOf(bars, 'ema', [sessions]), place),
  );

const volatilityOver = (sessions: number): BarColumn =>
  ratio(
    `volatility_${sessions}`,
    `yearly volatility: deviation of ${sessions} daily log returns, times √252`,
    (bars, place) => volatility(bars, place, sessions),
  );

/** Prices, returns, averages and extremes. */
export const PRICE_COLUMNS: readonly BarColumn[] = [
  price('open', 'first price of the session', ({ open }, place) => at(open, place)),
  price('high', 'highest price', ({ high }, place) => at(high, place)),
  price('low', 'lowest price', ({ low }, place) => at(low, place)),
  price('close', 'closing price', ({ close }, place) => at(close, place)),
  price('prev_close', 'close of the session before, in the same shares', previous),
  ratio('change', 'change from the close before', (bars, place) =>
    changeFrom(previous(bars, place), at(bars.close, place)),
  ),
  ratio('gap', 'change from the close before to the open', (bars, place) =>
    changeFrom(previous(bars, place), at(bars.open, place)),
  ),
  ratio(
    'amplitude',
    'high less low, by the close before',
    (bars, place) => (at(bars.high, place) - at(bars.low, place)) / previous(bars, place),
  ),
  count('volume', 'shares', ({ volume }, place) => at(volume, place)),
  {
    name: 'volume_ratio',
    unit: 'number',
    help: 'volume by the mean of the 5 sessions before',
    at({ volume }, place) {
      const usual = meanOf(lastOf(volume, 5, place - 1));
      return usual > 0 ? at(volume, place) / usual : Number.NaN;
    },
  },
  count('volume_avg_20', 'mean volume of 20 sessions', ({ volume }, place) =>
    meanOf(lastOf(volume, 20, place)),
  ),
  ...[3, 5, 10, 20, 30, 60, 120, 250].map(returnOver),
  ratio('return_ytd', 'change since the last close of the year before', yearReturn),
  count('up_days', 'higher closes in a row', (bars, place) => runOf(bars, place, 1)),
  count('down_days', 'lower closes in a row', (bars, place) => runOf(bars, place, -1)),
  count('white_days', 'candles in a row that closed above their open', (bars, place) =>
    candlesOf(bars, place, 1),
  ),
  count('black_days', 'candles in a row that closed below their open', (bars, place) =>
    candlesOf(bars, place, -1),
  ),
  ...[5, 10, 20, 30, 50, 60, 100, 200, 250].map(average),
  ...[20, 50, 200].map(exponential),
  {
    name: 'rsi_14',
    unit: 'number',
    help: 'relative strength index of 14 sessions, 0 to 100',
    at: (bars, place) => at(indicatorOf(bars, 'rsi', [14]), place),
  },
  ratio(
    'atr_ratio',
    'average true range of 14 sessions, by the close',
    (bars, place) => at(indicatorOf(bars, 'atr', [14]), place) / at(bars.close, place),
  ),
  ...[20, 60, 250].map(volatilityOver),
  ratio('range_10', 'highest high less lowest low of 10 sessions, by the low', (bars, place) => {
    const [highs, lows] = [lastOf(bars.high, 10, place), lastOf(bars.low, 10, place)];
    return highs && lows ? changeFrom(extreme(lows, -1), extreme(highs, 1)) : Number.NaN;
  }),
  price('high_52w', 'highest price of 365 days', (bars, place) => yearExtreme(bars, place, 1)),
  price('low_52w', 'lowest price of 365 days', (bars, place) => yearExtreme(bars, place, -1)),
  ratio('from_high_52w', 'close against that high: 0 or less', (bars, place) =>
    changeFrom(yearExtreme(bars, place, 1), at(bars.close, place)),
  ),
  ratio('from_low_52w', 'close against that low: 0 or more', (bars, place) =>
    changeFrom(yearExtreme(bars, place, -1), at(bars.close, place)),
  ),
  ratio('place_52w', 'place of the close between them, 0 the low and 1 the high', (bars, place) => {
    const [high, low] = [yearExtreme(bars, place, 1), yearExtreme(bars, place, -1)];
    return high > low ? (at(bars.close, place) - low) / (high - low) : Number.NaN;
  }),
  ...[3, 5, 10, 20, 30].map(newHigh),
  ...[3, 5, 10, 20, 30].map(newLow),
  count('all_time_high', '1 where the high is the highest that is kept', (bars, place) => {
    const best = extreme(bars.high.subarray(0, place + 1), 1);
    return flag(at(bars.high, place) >= best, best);
  }),
  count('all_time_low', '1 where the low is the lowest that is kept', (bars, place) => {
    const best = extreme(bars.low.subarray(0, place + 1), -1);
    return flag(at(bars.low, place) <= best, best);
  }),
  count('sessions_kept', 'sessions with a bar, that one included', (_, place) => place + 1),
  count('since_high', 'sessions since the highest high that is kept', ({ high }, place) =>
    sinceExtreme(high, place, 1),
  ),
  count('since_low', 'sessions since the lowest low that is kept', ({ low }, place) =>
    sinceExtreme(low, place, -1),
  ),
  ratio(
    'yearly_return_kept',
    'yearly change of the close since the first session that is kept, 20 or more before',
    ({ close }, place) =>
      place < FEWEST ? Number.NaN : (at(close, place) / at(close, 0)) ** (252 / place) - 1,
  ),
  ratio(
    'volatility_kept',
    'yearly volatility of all sessions that are kept, 20 or more before',
    (bars, place) => (place < FEWEST ? Number.NaN : volatility(bars, place, place)),
  ),
];
