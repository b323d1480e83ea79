import { placeFrom } from '../analysis/daily-series.ts';
import type { DailySeries } from '../analysis/daily-series.ts';
import type { Beside, Frame } from '../expression/evaluate.ts';
import { LANGUAGE_FUNCTIONS } from '../expression/functions.ts';
import type { Bars } from '../indicators/indicator.ts';
import type { Interval } from '../market/bar.ts';
import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { previousCloses } from './day-values.ts';
import { filled, namesOf } from './frame-names.ts';
import { NO_BARS, dailyOf } from './instrument-facts.ts';
import type { ClosedBars, InstrumentFacts, LivePrices } from './instrument-facts.ts';

/** A frame with the moment of each of its rows. */
export interface RuleFrame extends Frame {
  readonly ends: readonly Instant[];
}

function appended(values: Float64Array, last: number): Float64Array {
  const out = new Float64Array(values.length + 1);
  out.set(values);
  out[values.length] = last;
  return out;
}

/** Bars with one more at the end; each column is made when it is asked for, for most rules ask for one. */
function withLast(bars: Bars, last: Readonly<Record<keyof Bars, number>>): Bars {
  const made = new Map<keyof Bars, Float64Array>();
  const column = (name: keyof Bars): Float64Array => {
    const known = made.get(name) ?? appended(bars[name], last[name]);
    made.set(name, known);
    return known;
  };
  return {
    get open() {
      return column('open');
    },
    get high() {
      return column('high');
    },
    get low() {
      return column('low');
    },
    get close() {
      return column('close');
    },
    get volume() {
      return column('volume');
    },
  };
}

/** Bars from one place to before another. */
function between(closed: ClosedBars, from: number, to: number): ClosedBars {
  const { bars, ends, sessions } = closed;
  if (from <= 0 && to >= sessions.length) return closed;
  return {
    bars: {
      open: bars.open.subarray(from, to),
      high: bars.high.subarray(from, to),
      low: bars.low.subarray(from, to),
      close: bars.close.subarray(from, to),
      volume: bars.volume.subarray(from, to),
    },
    ends: ends.slice(from, to),
    sessions: sessions.slice(from, to),
  };
}

/** Values of other bars at each row: that of the last bar closed by the row's end. */
function placedBy(
  own: readonly Instant[],
  other: readonly Instant[],
): (values: Float64Array) => Float64Array {
  return (values) => {
    let place = -1;
    return Float64Array.from(own, (end) => {
      while (place + 1 < other.length && (other[place + 1] ?? Infinity) <= end) place++;
      return values[place] ?? Number.NaN;
    });
  };
}

/** The frame of closed bars of one length: every row is a bar, and nothing of later is in it. */
export function closedFrame(facts: InstrumentFacts, interval: Interval): RuleFrame {
  const { bars, ends, sessions } = facts.closed.get(interval) ?? NO_BARS;
  const daily = (): DailySeries => dailyOf(facts.closed.get('1d') ?? NO_BARS);
  const others = new Map<Interval, RuleFrame>();
  const frame: RuleFrame = {
    length: ends.length,
    ends,
    bars,
    ...namesOf(facts, bars, sessions, () => previousCloses(daily(), sessions)),
    beside(asked) {
      if (asked === undefined || asked === interval) return { frame };
      const other = others.get(asked) ?? closedFrame(facts, asked);
      others.set(asked, other);
      return { frame: other, placed: placedBy(ends, other.ends) };
    },
  };
  return frame;
}

/** The close of the session before the running one: of its bar, or else as the exchange tells it. */
function closeBefore(facts: InstrumentFacts, live: LivePrices): number {
  const { sessions, bars } = facts.closed.get('1d') ?? NO_BARS;
  const kept = sessions.at(-1) === facts.sessionBefore;
  return kept ? (bars.close.at(-1) ?? Number.NaN) : live.previousClose;
}

/**
 * The frame of the running session: a row for each closed daily bar and one more for the session by
 * its newest quote. Indicators are known from closed bars only, so each row has that of the bar
 * before; functions of the language leave the row itself out by their own meaning.
 */
export function liveFrame(known: InstrumentFacts, now: Instant, today: SessionDate): RuleFrame {
  const { live } = known;
  const session = live?.session ?? today;
  // After the close the session may have a bar already: its row is the quote's.
  const kept = known.closed.get('1d') ?? NO_BARS;
  const closed = between(kept, 0, placeFrom(kept.sessions, session));
  const facts = { ...known, closed: new Map(known.closed).set('1d', closed) };
  const all = closed.sessions.length;
  const shown = between(closed, Math.max(0, all + 1 - (known.rows ?? Infinity)), all);
  const ends = [...shown.ends, live?.at ?? now];
  const sessions = [...shown.sessions, session];
  const bars = withLast(shown.bars, {
    open: live?.open ?? Number.NaN,
    high: live?.high ?? Number.NaN,
    low: live?.low ?? Number.NaN,
    close: live?.last ?? Number.NaN,
    volume: live?.volume ?? Number.NaN,
  });
  const previous = (): Float64Array => {
    const values = previousCloses(dailyOf(closed), sessions);
    if (live) values[values.length - 1] = closeBefore(facts, live);
    return values;
  };
  const dailyFrame = closedFrame(facts, '1d');
  /** One row later, when it is known. */
  const nextRow = (values: Float64Array): Float64Array => {
    const out = filled(ends.length, Number.NaN);
    const newest = values.subarray(Math.max(0, values.length - ends.length));
    out.set(newest, ends.length - newest.length);
    return out;
  };
  /** The last two of another length at the last two rows. */
  const lastTwo = (values: Float64Array): Float64Array => {
    const out = filled(ends.length, Number.NaN);
    out[ends.length - 1] = values.at(-1) ?? Number.NaN;
    if (ends.length > 1) out[ends.length - 2] = values.at(-2) ?? Number.NaN;
    return out;
  };
  const others = new Map<Interval, RuleFrame>();
  const frame: RuleFrame = {
    length: ends.length,
    ends,
    bars,
    ...namesOf(facts, bars, sessions, previous),
    beside(asked, name): Beside {
      if (asked === undefined || asked === '1d') {
        return LANGUAGE_FUNCTIONS.has(name) ? { frame } : { frame: dailyFrame, placed: nextRow };
      }
      const other = others.get(asked) ?? closedFrame(facts, asked);
      others.set(asked, other);
      return { frame: other, placed: lastTwo };
    },
  };
  return frame;
}

/** A frame of one row: figures by name, with their moment. */
export function figuresFrame(figures: Readonly<Record<string, number>>, at: Instant): RuleFrame {
  return {
    length: 1,
    ends: [at],
    bars: NO_BARS.bars,
    series: (name) => Float64Array.of(figures[name] ?? Number.NaN),
    matches: () => Float64Array.of(Number.NaN),
    beside: () => undefined,
  };
}
