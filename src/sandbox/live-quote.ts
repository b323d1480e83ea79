import { closesAt, opensAt } from '../core/calendar/calendar.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { addDays, earlierOf } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { SandboxInstrument } from './instrument.ts';
import { merged } from './market.ts';
import type { Market } from './market.ts';
import { TICK_PAISE } from './price-path.ts';

/** Far enough back for a last price across a suspension. */
const REACH_DAYS = 90;
const BAND_RATIO = 0.2;

/** A security's price at a moment; prices in paise. */
export interface LiveQuote {
  readonly session: SessionDate;
  readonly last: number;
  /** When the last trade was. */
  readonly at: Instant;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly volume: number;
  /** Close of the day before; absent on the first day. */
  readonly previous?: number;
  /** Nearest orders; 0 while the exchange is shut, and for an index. */
  readonly bid: number;
  readonly ask: number;
  /** Ends of the price band; 0 for an index. */
  readonly lower: number;
  readonly upper: number;
}

const onTick = (amount: number): number => Math.round(amount / TICK_PAISE) * TICK_PAISE;

/** The price as of now, made of the minutes in which something was dealt; absent before the first. */
export function liveQuote(
  market: Market,
  instrument: SandboxInstrument,
  now: Instant,
): LiveQuote | undefined {
  const { calendar } = market;
  const today = calendar.dateAt(now);
  const end = earlierOf(instrument.lastSession ?? today, today);
  const days = calendar.sessions(addDays(end, -REACH_DAYS), end).toReversed();
  for (const day of days) {
    if (opensAt(day) >= now) continue;
    const bars = market.minutes(instrument, day.session, now).filter(({ start }) => start < now);
    const whole = merged(bars);
    const newest = bars.at(-1);
    if (!whole || !newest) continue;
    const previous = market.previousClosePaise(instrument, day.session);
    const share = instrument.kind === 'share';
    const running = share && now < closesAt(day);
    const band = (factor: number): number =>
      share ? onTick((previous ?? whole.openPaise) * factor) : 0;
    return {
      session: day.session,
      last: whole.closePaise,
      at: instant(Math.min(now, newest.start + 60)),
      open: whole.openPaise,
      high: whole.highPaise,
      low: whole.lowPaise,
      volume: whole.volume,
      ...(previous === undefined ? {} : { previous }),
      bid: running ? whole.closePaise - TICK_PAISE : 0,
      ask: running ? whole.closePaise + TICK_PAISE : 0,
      lower: band(1 - BAND_RATIO),
      upper: band(1 + BAND_RATIO),
    };
  }
  return undefined;
}
