import { describe, expect, it } from 'vitest';
import { daylightTime, isDaylightTime } from '../../../src/core/calendar/us-daylight-time.ts';
import { instant, readInstant } from '../../../src/core/market/instant.ts';

describe('daylight time of the United States', () => {
  it.each([
    [2000, '2000-04-02', '2000-10-29'],
    [2006, '2006-04-02', '2006-10-29'],
    [2007, '2007-03-11', '2007-11-04'],
    [2026, '2026-03-08', '2026-11-01'],
  ])('of %i lasts from %s to %s', (year, begins, ends) => {
    expect(daylightTime(year)).toEqual({ begins, ends });
  });

  it('changes at two o’clock on the wall', () => {
    expect(isDaylightTime(readInstant('2026-03-08T06:59:59Z'))).toBe(false);
    expect(isDaylightTime(readInstant('2026-03-08T07:00:00Z'))).toBe(true);
    expect(isDaylightTime(readInstant('2026-11-01T05:59:59Z'))).toBe(true);
    expect(isDaylightTime(readInstant('2026-11-01T06:00:00Z'))).toBe(false);
  });

  it('agrees with the time zone database every six hours for 31 years', () => {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      timeZoneName: 'short',
      hour: 'numeric',
    });
    const wrong: string[] = [];
    for (let at = Date.UTC(2000, 0, 1) / 1000; at < Date.UTC(2031, 0, 1) / 1000; at += 6 * 3600) {
      const daylight = format.format(at * 1000).endsWith('EDT');
      if (daylight !== isDaylightTime(instant(at))) wrong.push(new Date(at * 1000).toISOString());
    }
    expect(wrong).toEqual([]);
  });
});
