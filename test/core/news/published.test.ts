import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant, istDate, istText, utcText } from '../../../src/core/market/instant.ts';
import { readPublished } from '../../../src/core/news/published.ts';

const text = (published: string): string | undefined => {
  const at = readPublished(published);
  return at === undefined ? undefined : istText(at);
};

it.each([
  ['26-Nov-2026 00:30:10', '2026-11-26T00:30:10+05:30'],
  ['26-Nov-2026 00:30', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 00:30:00 +0530', '2026-11-26T00:30:00+05:30'],
  ['Wed, 25 Nov 2026 19:00:00 GMT', '2026-11-26T00:30:00+05:30'],
  ['25 Nov 26 19:00 UT', '2026-11-26T00:30:00+05:30'],
  ['Wed, 25 Nov 2026 14:00:00 EST', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 00:30:00 IST', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 November 2026 00:30:00', '2026-11-26T00:30:00+05:30'],
  ['26 Nov 2026 12:30 AM', '2026-11-26T00:30:00+05:30'],
  ['2026-11-26T00:30:00+05:30', '2026-11-26T00:30:00+05:30'],
  ['2026-11-25T19:00:00Z', '2026-11-26T00:30:00+05:30'],
  ['2026-11-25T19:00:00.123Z', '2026-11-26T00:30:00+05:30'],
  ['2026-11-26 00:30', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 00:30:00 +0530 (IST)', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 00:30:00 GMT+5:30', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 00:30:00 UTC +0530', '2026-11-26T00:30:00+05:30'],
  ['Wed, 25 Nov 2026 19:00:00 -0000', '2026-11-26T00:30:00+05:30'],
  ['Wed, 25 Nov 2026 19:00 A', '2026-11-26T00:30:00+05:30'],
  ['Thu, 26 Nov 2026 03:00:00 SGT', '2026-11-26T00:30:00+05:30'],
  ['Wed, 25 Nov 2026 20:00:00 CET', '2026-11-26T00:30:00+05:30'],
  ['Wednesday, 25-Nov-26 19:00:00 GMT', '2026-11-26T00:30:00+05:30'],
  ['November 26, 2026 12:30 AM IST', '2026-11-26T00:30:00+05:30'],
  ['Thu, Nov 26, 2026, 00:30', '2026-11-26T00:30:00+05:30'],
  ['Wed Nov 25 19:00:00 UTC 2026', '2026-11-26T00:30:00+05:30'],
  ['2026-11-25T20:00+01', '2026-11-26T00:30:00+05:30'],
  ['2026-11-26T09:00+14:00', '2026-11-26T00:30:00+05:30'],
  ['2026-11-26', '2026-11-26T00:00:00+05:30'],
])('%s is %s', (published, expected) => {
  expect(text(published)).toBe(expected);
});

it.each([
  '',
  'yesterday',
  '31-Feb-2026 10:00',
  '26-Nov-2026 25:00',
  '26-Nov-2026 24:10',
  '26-Nov-2026 10:60',
  '26-Nov-2026 10:10:61',
  '2026-11-26T00:30:00+15:00',
  '2026-11-26T00:30:00+05:60',
  '26-Nov-2026',
  '2026-13-01T00:00Z',
  '26 Nov 2026 00:30 XYZ',
  '26 Novembre 2026 00:30',
  '26 Nov 2026 13:00 PM',
  '2026-11-26T00:30:00+25:00',
])('%j is no moment', (published) => {
  expect(readPublished(published)).toBeUndefined();
});

it('every moment comes back from each of its spellings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const at = instant(seconds);
      const ist = istText(at);
      const [year, month, day] = istDate(at).split('-');
      const name = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' }).format(
        Date.UTC(2000, Number(month) - 1, 1),
      );
      expect(readPublished(ist)).toBe(at);
      expect(readPublished(utcText(at))).toBe(at);
      expect(readPublished(`${day}-${name}-${year} ${ist.slice(11, 19)}`)).toBe(at);
      expect(readPublished(new Date(seconds * 1000).toUTCString())).toBe(at);
    }),
    { numRuns: 300 },
  );
});
