import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  instant,
  istDate,
  istInstant,
  istText,
  istTime,
  readInstant,
  utcText,
} from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { failureFrom } from '../../config/failure-of.ts';

const at = (iso: string) => instant(Date.parse(iso) / 1000);
const moments = fc
  .integer({ min: Date.UTC(1000, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 })
  .map(instant);

describe('an instant', () => {
  test('is cut to whole seconds, the earlier one', () => {
    expect(instant(1.999)).toBe(1);
    expect(instant(-0.5)).toBe(-1);
  });

  test('is shown in Indian and in universal time', () => {
    const open = at('2026-11-26T03:45:00Z');
    expect(istText(open)).toBe('2026-11-26T09:15:00+05:30');
    expect(istTime(open)).toBe('09:15');
    expect(utcText(open)).toBe('2026-11-26T03:45:00Z');
  });

  test.each([
    ['2026-11-25T18:29:59Z', '2026-11-25'],
    ['2026-11-25T18:30:00Z', '2026-11-26'],
    ['1969-12-31T18:30:00Z', '1970-01-01'],
  ])('%s is on %s in India', (iso, date) => {
    expect(istDate(at(iso))).toBe(date);
  });

  test.each([
    ['09:15', '2026-11-26T03:45:00Z'],
    ['09:15:30', '2026-11-26T03:45:30Z'],
    ['00:00', '2026-11-25T18:30:00Z'],
    ['24:00', '2026-11-26T18:30:00Z'],
  ])('is made from a day and %s', (time, iso) => {
    expect(istInstant(sessionDate('2026-11-26'), time)).toBe(at(iso));
  });

  test('comes back from each of its texts', () => {
    fc.assert(
      fc.property(moments, (moment) => {
        expect(readInstant(istText(moment))).toBe(moment);
        expect(readInstant(utcText(moment))).toBe(moment);
        expect(istInstant(istDate(moment), istText(moment).slice(11, 19))).toBe(moment);
      }),
    );
  });
});

describe('readInstant', () => {
  test.each([
    ['2026-11-26T10:00:00+05:30', '2026-11-26T04:30:00Z'],
    ['2026-11-26T10:00+05:30', '2026-11-26T04:30:00Z'],
    ['2026-11-26T10:00:00+0530', '2026-11-26T04:30:00Z'],
    ['2026-11-26T10:00:00-05:00', '2026-11-26T15:00:00Z'],
    ['2026-11-26T04:30:00Z', '2026-11-26T04:30:00Z'],
    ['2026-11-26T04:30:00.999Z', '2026-11-26T04:30:00Z'],
    ['2026-11-26T10:00', '2026-11-26T04:30:00Z'],
    ['2026-11-26 10:00', '2026-11-26T04:30:00Z'],
    ['2026-11-26 10:00:05', '2026-11-26T04:30:05Z'],
    ['2026-11-26T24:00', '2026-11-26T18:30:00Z'],
    ['2026-11-26', '2026-11-26T18:29:59Z'],
    ['9999-12-31', '9999-12-31T18:29:59Z'],
  ])('reads %s as %s', (text, iso) => {
    expect(utcText(readInstant(text))).toBe(iso);
  });

  test.each([
    '',
    'now',
    '2026-11-31',
    '2026-02-29T10:00',
    '2026-11-26T25:00',
    '2026-11-26T10:60',
    '2026-11-26T10:00:61',
    '2026-11-26T10',
    '2026-11-26T10:00.5',
    '2026-11-26T10:00+24:00',
    '2026-11-26T10:00+05:60',
    '2026-11-26T10:00 IST',
    '2026-11-26T10:00Zjunk',
    '26-11-2026',
    '1795664700',
  ])('refuses %j as usage and shows it', (text) => {
    const failure = failureFrom(() => readInstant(text));
    expect(failure.code).toBe('usage');
    expect(failure.message).toContain(`found "${text}"`);
  });
});
