import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { sessionDate, weekday } from '../../../src/core/market/session-date.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { createMarket } from '../../../src/sandbox/market.ts';
import {
  optionChain,
  optionExpiries,
  optionUnderlying,
} from '../../../src/sandbox/options/option-market.ts';

const calendar = sandboxCalendar();
const market = createMarket(42, calendar);
const NOW = readInstant('2026-06-12T11:00');

describe('expiries of the pretend exchange', () => {
  it('are the next six Tuesdays on which it trades, or the session before', () => {
    const expiries = optionExpiries(calendar, NOW);
    expect(expiries).toHaveLength(6);
    expect(expiries[0]).toBe('2026-06-16');
    expect(expiries[1], 'the Tuesday of the second week is a holiday').toBe('2026-06-22');
    expect(calendar.day(sessionDate('2026-06-23')).state).toBe('closed');
    expect(expiries.slice(2).map(weekday)).toEqual([2, 2, 2, 2]);
    expect(expiries.every((expiry) => calendar.day(expiry).state === 'open')).toBe(true);
  });

  it('end with the close of their day', () => {
    const on = (time: string) => optionExpiries(calendar, readInstant(`2026-06-16T${time}`))[0];
    expect(on('15:29')).toBe('2026-06-16');
    expect(on('15:30')).toBe('2026-06-22');
  });
});

describe('its option chains', () => {
  const nifty = optionUnderlying('NIFTY');
  if (!nifty) throw new Error('the sandbox has options on NIFTY');
  const expiry = sessionDate('2026-06-16');

  it('are smooth: calls fall and puts rise with the strike, one side is missing at each end', () => {
    const chain = optionChain(market, nifty, expiry, NOW);
    const strikes = chain?.strikes ?? [];
    expect(strikes).toHaveLength(41);
    expect(strikes[0]?.legs.map(({ type }) => type)).toEqual(['PE']);
    expect(strikes[40]?.legs.map(({ type }) => type)).toEqual(['CE']);
    for (const [at, { value }] of strikes.entries()) {
      const before = strikes[at - 1]?.value ?? { call: Infinity, put: -Infinity };
      expect(value.call).toBeLessThan(before.call);
      expect(value.put).toBeGreaterThan(before.put);
    }
    const legs = strikes.flatMap((strike) => strike.legs);
    expect(
      legs.every(({ bid, ask, openInterest, last }) => bid < ask && openInterest >= 0 && last >= 0),
    ).toBe(true);
  });

  it('are the same each time, and gone with their expiry', () => {
    expect(optionChain(market, nifty, expiry, NOW)).toEqual(
      optionChain(market, nifty, expiry, NOW),
    );
    expect(optionChain(market, nifty, expiry, readInstant('2026-06-16T15:30'))).toBeUndefined();
    expect(optionChain(market, nifty, sessionDate('2026-06-17'), NOW)).toBeUndefined();
  });

  it('are dealt in on some underlyings only', () => {
    expect(optionUnderlying('PAPERTIGER')?.lot).toBe(400);
    expect(optionUnderlying('MONSOONTEA')).toBeUndefined();
  });
});
