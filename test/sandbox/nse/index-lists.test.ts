import { afterEach, describe, expect, test } from 'vitest';
import { PUBLISHED_INDICES } from '../../../src/core/indices/published-index.ts';
import { DUMMY_DAYS, RESHUFFLE_DAY } from '../../../src/sandbox/nse/index-lists.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { addDays } from '../../../src/core/market/session-date.ts';
import { asking, closeAll } from '../asking.ts';

afterEach(closeAll);

const NIFTY = '/content/indices/ind_nifty50list.csv';

async function symbolsOn(day: string, path = NIFTY): Promise<string[]> {
  const { ask } = await asking(`${day}T23:30`);
  const { status, text } = await ask(path);
  expect(status).toBe(200);
  const [head, ...rows] = text.trimEnd().split('\n');
  expect(head).toBe('Company Name,Industry,Symbol,Series,ISIN Code');
  return rows.map((row) => row.split(',')[2] ?? '');
}

describe('the lists of the sandbox’s indices', () => {
  test('change on the day of the reshuffle, which is a session', async () => {
    const before = await symbolsOn(addDays(RESHUFFLE_DAY, -1));
    const after = await symbolsOn(RESHUFFLE_DAY);
    expect(before.filter((symbol) => !after.includes(symbol))).toEqual(['MANGOSOFT']);
    expect(after.filter((symbol) => !before.includes(symbol))).toEqual(['FIREFLYLMP']);
    expect(sandboxCalendar().day(RESHUFFLE_DAY).state).toBe('open');
  });

  test('hold a place holder for a while, at both hosts', async () => {
    const bank = '/IndexConstituent/ind_niftybanklist.csv';
    expect(await symbolsOn(DUMMY_DAYS.from, bank)).toEqual(['BANYANBANK', 'DUMMYBNYN']);
    expect(await symbolsOn(DUMMY_DAYS.from)).toContain('DUMMYBNYN');
    expect(await symbolsOn(DUMMY_DAYS.to, bank)).toEqual(['BANYANBANK']);
    expect(await symbolsOn(DUMMY_DAYS.to)).not.toContain('DUMMYBNYN');
  });

  test('hold nobody who is not listed', async () => {
    const all = '/content/indices/ind_nifty500list.csv';
    expect(await symbolsOn('2025-03-26', all)).toContain('OLDLOOMS');
    const later = await symbolsOn('2025-03-28', all);
    expect(later).not.toContain('OLDLOOMS');
    expect(later).not.toContain('FIREFLYLMP');
  });

  test('are there for every index that is known, and for no other', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    for (const { lists } of PUBLISHED_INDICES) {
      const name = encodeURIComponent(lists[0] ?? '');
      const { status, text } = await ask(`/content/indices/${name}.csv`);
      expect(status, name).toBe(200);
      expect(text.trimEnd().split('\n').length, name).toBeGreaterThan(1);
    }
    expect((await ask('/content/indices/ind_nothinglist.csv')).status).toBe(404);
  });
});
