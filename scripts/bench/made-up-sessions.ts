import { paise } from '../../src/core/market/money.ts';
import { addDays, sessionDate, weekday } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import type { SessionRow } from '../../src/ports/prices.ts';

/** Securities that are dealt in on a usual day of NSE. */
export const SECURITIES = 3000;
const FIRST = sessionDate('2025-06-02');

/** Weekdays from the first on. */
export function sessionDays(count: number): SessionDate[] {
  const days: SessionDate[] = [];
  for (let day = FIRST; days.length < count; day = addDays(day, 1)) {
    if (weekday(day) % 6 !== 0) days.push(day);
  }
  return days;
}

/** A whole number below 2³² that looks like chance and is the same each time. */
function scattered(a: number, b: number): number {
  let bits = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return (bits ^ (bits >>> 13)) >>> 0;
}

/** Rows of one session, in the order of a file: not that of the listings. */
export function sessionRowsOf(session: SessionDate, number: number): SessionRow[] {
  return Array.from({ length: SECURITIES }, (_, place): SessionRow => {
    const security = (place * 7 + 3) % SECURITIES;
    const base = 1_000 + (scattered(security, 0) % 400_000);
    const low = base + (scattered(security, number) % 500) * 5;
    const open = low + (scattered(security, number + 1) % 40) * 5;
    const close = low + (scattered(security, number + 2) % 40) * 5;
    const volume = scattered(security, number + 3) % 2_000_000;
    const symbol = `MADEUP${security}`;
    return {
      symbol,
      series: 'EQ',
      isin: `INE${String(security).padStart(4, '0')}0101${security % 10}`,
      name: `Made-up ${security} Limited`,
      kind: 'share',
      bar: {
        session,
        openPaise: paise(open),
        highPaise: paise(Math.max(open, close) + 10),
        lowPaise: paise(low),
        closePaise: paise(close),
        volume,
      },
      previousClosePaise: paise(base),
      lastPaise: paise(close),
      valuePaise: paise(volume * close),
      trades: 1 + (volume >> 6),
      delivered: volume >> 1,
    };
  });
}
