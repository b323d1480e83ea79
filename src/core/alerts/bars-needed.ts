import { everyPart } from '../expression/expression.ts';
import type { Call, Expression } from '../expression/expression.ts';
import { LANGUAGE_FUNCTIONS } from '../expression/functions.ts';
import { INDICATORS } from '../indicators/registry.ts';
import { INTERVAL_MINUTES } from '../market/bar.ts';
import type { Interval } from '../market/bar.ts';
import { DAY_NAMES, PRICELESS_NAMES } from './rule-vocabulary.ts';

/** What must be read before a condition can be evaluated. */
export interface RuleNeeds {
  /** The newest quote of the running session. */
  readonly quote: boolean;
  /** Closed bars, by length: how many, the newest last. */
  readonly bars: ReadonlyMap<Interval, number>;
  /** Rows of the running session's frame that are looked at, the newest last. */
  readonly rows: number;
  /** Of closed bars only close and volume are looked at. */
  readonly closesOnly: boolean;
  /** What is told beside prices: dates of corporate actions and results, news. */
  readonly told: boolean;
  /** Indices whose members it asks about. */
  readonly indices: ReadonlySet<string>;
}

/** Sessions of 52 weeks, and a few more. */
const YEAR_SESSIONS = 260;
/** The row that is judged, and the one before it: whether something was crossed hangs on both. */
const LAST_ROWS = 2;
/** No rule reads more bars than that. */
export const MOST_BARS = 5000;

/** Minutes of a session of the usual length. */
const SESSION_MINUTES = 375;

const minutesOf = (interval: Interval): number =>
  interval === '1d' ? SESSION_MINUTES : INTERVAL_MINUTES[interval];

/** Bars of one length in the time of so many of another. */
export function barsDuring(count: number, of: Interval, length: Interval): number {
  return Math.ceil((count * minutesOf(of)) / minutesOf(length));
}

/** Functions whose value hangs on a window and on nothing before it. */
const WINDOWED = new Set(
  'sma wma sum highest lowest stddev bbands cci willr mfi roc mom stoch ichimoku pivots tr'.split(
    ' ',
  ),
);
/** Functions that smooth as the exponential average does: a bar's weight falls by 2 ÷ (period + 1). */
const EXPONENTIAL = new Set('ema dema tema macd trix'.split(' '));
/** Functions that carry something on from the first bar: there is no end to what they would need. */
const CUMULATIVE = new Set('obv sar supertrend vwap ad'.split(' '));

/**
 * Bars of warm-up, for every bar of a function's periods. What lies before them weighs less than
 * 10⁻⁹ in an exponential average (12 × 2 = 24 e-foldings) and in Wilder's (21 and a half).
 */
const EXPONENTIAL_WARM_UP = 12;
const WILDER_WARM_UP = 21;
const CUMULATIVE_BARS = 1000;

/** Bars that a function looks at, itself and what it is given together. */
function barsOf(call: Call): number {
  const inner = call.series ? barsFor(call.series) : 1;
  const window = call.parameters.reduce((sum, value) => sum + Math.max(0, Math.ceil(value)), 0);
  if (LANGUAGE_FUNCTIONS.has(call.name) || WINDOWED.has(call.name)) return inner + window + 1;
  if (CUMULATIVE.has(call.name)) return inner + Math.max(CUMULATIVE_BARS, window);
  const factor = EXPONENTIAL.has(call.name) ? EXPONENTIAL_WARM_UP : WILDER_WARM_UP;
  return inner + (factor + 1) * window;
}

/** Daily bars behind the value of a name at one row, that row's among them. */
function barsBehind(name: string): number {
  if (!DAY_NAMES.has(name)) return 1;
  return name.endsWith('_52w') ? YEAR_SESSIONS + 2 : 3;
}

/** Bars that the longest function of an expression looks at; a name may look back by itself. */
function barsFor(expression: Expression): number {
  let most = 1;
  for (const part of everyPart(expression)) {
    if (part.kind === 'call') most = Math.max(most, barsOf(part));
    if (part.kind === 'name') most = Math.max(most, barsBehind(part.name));
  }
  return most;
}

/** Names for which a bar's close and volume are enough. */
const OF_CLOSES = new Set(['close', 'volume', 'day_change', 'previous_close']);

/** Whether a part can be reckoned from closes and volumes alone. */
function isOfCloses(part: Expression): boolean {
  if (part.kind === 'name') return OF_CLOSES.has(part.name) || PRICELESS_NAMES.has(part.name);
  if (part.kind !== 'call') return true;
  const known = INDICATORS.get(part.name) ?? LANGUAGE_FUNCTIONS.get(part.name);
  return known?.input === 'series';
}

/**
 * What a condition needs.
 *
 * @param interval the rule's; absent: the running session is looked at
 */
export function needsOf(condition: Expression, interval: Interval | undefined): RuleNeeds {
  const bars = new Map<Interval, number>();
  const indices = new Set<string>();
  let [quote, told, rows] = [false, false, LAST_ROWS];
  const need = (which: Interval, count: number): void => {
    bars.set(which, Math.min(MOST_BARS, Math.max(bars.get(which) ?? 0, count)));
  };
  // Two bars: whether something was crossed on the last one hangs on the one before.
  if (interval) need(interval, 2);
  for (const part of everyPart(condition)) {
    if (part.kind === 'call') {
      const length = part.interval ?? interval ?? '1d';
      // Beside longer bars, the row before lies several of these back.
      const rowsBack = Math.max(LAST_ROWS, barsDuring(LAST_ROWS, interval ?? length, length));
      need(length, barsOf(part) + rowsBack);
    }
    if (part.kind === 'call' && LANGUAGE_FUNCTIONS.has(part.name)) {
      rows = Math.max(rows, barsOf(part) + LAST_ROWS);
    }
    if (part.kind === 'member') for (const word of part.words) indices.add(word.toUpperCase());
    if (part.kind !== 'name') continue;
    if (PRICELESS_NAMES.has(part.name)) told = true;
    else if (interval === undefined) quote = true;
    if (!DAY_NAMES.has(part.name)) continue;
    need('1d', barsBehind(part.name));
  }
  const closesOnly = everyPart(condition).every(isOfCloses);
  return { quote, bars, rows, closesOnly, told, indices };
}
