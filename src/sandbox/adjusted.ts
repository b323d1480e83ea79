import type { Instant } from '../core/market/instant.ts';
import type { DailyBar } from '../core/market/bar.ts';
import { paise } from '../core/market/money.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { newPerOldSince } from './instrument.ts';
import type { SandboxInstrument } from './instrument.ts';
import type { Market } from './market.ts';

/**
 * A security's days in shares as they are now, the way vendors serve them: prices divided and
 * volumes multiplied by every split and bonus whose ex-date has come.
 *
 * @param from both ends are in it
 * @returns oldest first, days without dealing left out; the running day as far as it has come
 */
export function adjustedDays(
  market: Market,
  instrument: SandboxInstrument,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): DailyBar[] {
  const today = market.calendar.dateAt(now);
  return market.calendar.sessions(from, to).flatMap(({ session }) => {
    const bar = market.day(instrument, session, now);
    if (!bar) return [];
    const factor = newPerOldSince(instrument, session, today);
    return [
      {
        session,
        openPaise: paise(Math.round(bar.openPaise / factor)),
        highPaise: paise(Math.round(bar.highPaise / factor)),
        lowPaise: paise(Math.round(bar.lowPaise / factor)),
        closePaise: paise(Math.round(bar.closePaise / factor)),
        volume: bar.volume * factor,
      },
    ];
  });
}
