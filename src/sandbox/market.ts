import { closesAt, opensAt, slots } from '../core/calendar/calendar.ts';
import type { Calendar, OpenDay } from '../core/calendar/calendar.ts';
import type { DailyBar, IntradayBar, Ohlcv } from '../core/market/bar.ts';
import { instant, istInstant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { paise } from '../core/market/money.ts';
import { addDays, dayNumber } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { mix, textKey } from './hash.ts';
import { newPerOldSince, tradesOn } from './instrument.ts';
import type { SandboxInstrument } from './instrument.ts';
import { TICK_PAISE, minutePath } from './price-path.ts';

/** One day's bar and the money that changed hands. */
interface TradedDay extends DailyBar {
  readonly turnoverPaise: number;
}

/** The pretend market of one seed: what was dealt, raw, up to a moment. */
export interface Market {
  readonly seed: number;
  readonly calendar: Calendar;
  /**
   * One-minute bars that have begun by the moment, oldest first, the running one cut short; empty
   * where the exchange is closed or the security is not dealt in.
   */
  minutes(
    instrument: SandboxInstrument,
    session: SessionDate,
    until: Instant,
  ): readonly IntradayBar[];
  /** The bars of `minutes` as one; absent when there are none. */
  day(instrument: SandboxInstrument, session: SessionDate, until: Instant): TradedDay | undefined;
  /** Close of the last day before the session on which it was dealt in; absent before the first. */
  previousClosePaise(instrument: SandboxInstrument, session: SessionDate): number | undefined;
  /** The latest session whose files are out. */
  newestPublished(until: Instant): SessionDate | undefined;
}

/** What a running minute shows of itself after a part of it. */
function cutShort(bar: IntradayBar, elapsedRatio: number): IntradayBar {
  const { openPaise: open, closePaise: close } = bar;
  const now = open + Math.trunc(((close - open) * elapsedRatio) / TICK_PAISE) * TICK_PAISE;
  const late = elapsedRatio >= 0.5;
  return {
    start: bar.start,
    openPaise: open,
    highPaise: late ? bar.highPaise : paise(Math.max(open, now)),
    lowPaise: late ? bar.lowPaise : paise(Math.min(open, now)),
    closePaise: paise(now),
    volume: Math.floor(bar.volume * elapsedRatio),
  };
}

/** Bars as one bar, holes and all: what a vendor makes of the minutes that there are. */
export function merged(bars: readonly Ohlcv[]): Ohlcv | undefined {
  const first = bars[0];
  const last = bars[bars.length - 1];
  if (!first || !last) return undefined;
  let high: number = first.highPaise;
  let low: number = first.lowPaise;
  let volume = 0;
  for (const bar of bars) {
    if (bar.highPaise > high) high = bar.highPaise;
    if (bar.lowPaise < low) low = bar.lowPaise;
    volume += bar.volume;
  }
  const { openPaise } = first;
  const { closePaise } = last;
  return { openPaise, highPaise: paise(high), lowPaise: paise(low), closePaise, volume };
}

/** The exchange's files of a session are out at 18:15, or as long after a later close as usual. */
export function publishedAt(day: OpenDay): Instant {
  const usual = istInstant(day.session, '18:15');
  return instant(Math.max(usual, closesAt(day) + 165 * 60));
}

/**
 * @param seed whole number; another seed is another market on the same calendar
 */
export function createMarket(seed: number, calendar: Calendar): Market {
  const marketKey = mix(seed, 1);
  /** Whole days only: they never change. */
  const days = new Map<string, TradedDay | undefined>();

  const pathOf = (instrument: SandboxInstrument, day: OpenDay, minutes: number) =>
    minutePath(instrument, {
      key: mix(mix(seed, 2), textKey(instrument.symbol)),
      marketKey,
      day: dayNumber(day.session),
      minutes,
      newPerOld: newPerOldSince(instrument, day.session),
    });

  const dealtIn = (instrument: SandboxInstrument, session: SessionDate): OpenDay | undefined => {
    if (!tradesOn(instrument, session)) return undefined;
    const day = calendar.day(session);
    return day.state === 'open' ? day : undefined;
  };

  const minutes: Market['minutes'] = (instrument, session, until) => {
    const day = dealtIn(instrument, session);
    if (!day || opensAt(day) > until) return [];
    const starts = slots(day, 1);
    const path = pathOf(instrument, day, starts.length);
    const bars: IntradayBar[] = [];
    for (const [at, start] of starts.entries()) {
      if (start > until) break;
      if (path.traded[at] !== 1) continue;
      const bar = {
        start,
        openPaise: paise(path.open[at] ?? 0),
        highPaise: paise(path.high[at] ?? 0),
        lowPaise: paise(path.low[at] ?? 0),
        closePaise: paise(path.close[at] ?? 0),
        volume: path.volume[at] ?? 0,
      };
      bars.push(start + 60 <= until ? bar : cutShort(bar, (until - start) / 60));
    }
    return bars;
  };

  const summed = (
    instrument: SandboxInstrument,
    session: SessionDate,
    until: Instant,
  ): TradedDay | undefined => {
    const bars = minutes(instrument, session, until);
    const whole = merged(bars);
    if (!whole) return undefined;
    let turnoverPaise = 0;
    for (const bar of bars) {
      turnoverPaise += Math.round(((bar.highPaise + bar.lowPaise) / 2) * bar.volume);
    }
    return { session, ...whole, turnoverPaise };
  };

  const day: Market['day'] = (instrument, session, until) => {
    const open = dealtIn(instrument, session);
    if (!open || opensAt(open) > until) return undefined;
    if (closesAt(open) > until) return summed(instrument, session, until);
    const key = `${instrument.token} ${session}`;
    if (!days.has(key)) days.set(key, summed(instrument, session, closesAt(open)));
    return days.get(key);
  };

  return {
    seed,
    calendar,
    minutes,
    day,
    previousClosePaise(instrument, session) {
      const before = calendar.sessions(addDays(session, -90), addDays(session, -1)).toReversed();
      for (const earlier of before) {
        const bar = day(instrument, earlier.session, closesAt(earlier));
        if (bar) return bar.closePaise;
      }
      return undefined;
    },
    newestPublished(until) {
      const today = calendar.dateAt(until);
      const out = calendar.sessions(addDays(today, -30), today).toReversed();
      return out.find((open) => publishedAt(open) <= until)?.session;
    },
  };
}
