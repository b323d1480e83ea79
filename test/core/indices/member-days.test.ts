import { describe, expect, it } from 'vitest';
import { overlaps, stretchOf, wasMember } from '../../../src/core/indices/member-days.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import type { SessionDate } from '../../../src/core/market/session-date.ts';
import { member } from './members.ts';

const day = (text: string): SessionDate => sessionDate(text);
const FIRST = day('2025-03-03');

describe('days of a membership', () => {
  it('reach back before the first kept list where that list names the member', () => {
    const named = { ...member('ACME'), from: FIRST, to: day('2025-06-02') };
    expect(stretchOf(named, FIRST)).toEqual({ to: '2025-06-02' });
    const later = { ...member('BRICK'), from: day('2025-06-02') };
    expect(stretchOf(later, FIRST)).toEqual({ from: '2025-06-02' });
  });

  it('begin on the first day and end before the last', () => {
    const days = new Map([
      [1, [{ to: day('2025-06-02') }, { from: day('2025-09-01'), to: day('2025-09-03') }]],
    ]);
    const on = (text: string): boolean => wasMember(days, 1, day(text));
    expect(['2024-01-01', '2025-06-01', '2025-09-01', '2025-09-02'].map(on)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['2025-06-02', '2025-08-31', '2025-09-03', '2026-01-01'].map(on)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(wasMember(days, 2, day('2024-01-01'))).toBe(false);
  });

  it('overlap a range by one day or more', () => {
    const stretch = { from: day('2025-02-03'), to: day('2025-02-05') };
    const range = (from: string, to: string) => overlaps(stretch, day(from), day(to));
    expect(range('2025-02-04', '2025-02-10')).toBe(true);
    expect(range('2025-02-05', '2025-02-10')).toBe(false);
    expect(range('2025-01-01', '2025-02-03')).toBe(true);
    expect(range('2025-01-01', '2025-02-02')).toBe(false);
    expect(overlaps(stretch, undefined, day('2025-02-03'))).toBe(true);
  });
});
