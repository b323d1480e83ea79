import { afterEach, describe, expect, test } from 'vitest';
import { readDayMonthYear } from '../../../src/core/market/session-date.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { asking, closeAll } from '../asking.ts';
import { on } from '../moments.ts';

afterEach(closeAll);

const LIST = '/content/equities/EQUITY_L.csv';
const HOLIDAYS = '/api/holiday-master?type=trading';
type Holidays = Record<
  string,
  { tradingDate: string; weekDay: string; description: string; Sr_no: number }[]
>;

async function listedAt(now: string): Promise<Map<string, string[]>> {
  const { ask } = await asking(now);
  const [head, ...rows] = (await ask(LIST)).text.trimEnd().split('\n');
  expect(head).toBe(
    'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
  );
  return new Map(rows.map((row) => [row.split(',')[0] ?? '', row.split(',')]));
}

describe('listRoutes', () => {
  test('lists the main board as it is now', async () => {
    const listed = await listedAt('2026-11-25T15:20');
    expect([...listed.keys()]).toEqual([
      'BANYANBANK',
      'FIREFLYLMP',
      'KITE&KIN',
      'LOTUS-AUTO',
      'MANGOSOFT',
      'MONSOONTEA',
      'PAPERTIGER',
      'PAUSEPHARM',
      'SLEEPYCEM',
      'SPICEROUTE',
      'TEMPLEBELL',
    ]);
    expect(listed.get('TEMPLEBELL')?.[2]).toBe('BE');
    expect(listed.get('FIREFLYLMP')?.[3]).toBe('14-JUL-2025');
    expect(listed.get('SPICEROUTE')?.[7]).toBe('2');
  });

  test('lists it as it was: without the newcomer, with the delisted, at the old face value', async () => {
    const listed = await listedAt('2025-03-10T15:20');
    expect(listed.has('FIREFLYLMP')).toBe(false);
    expect(listed.has('OLDLOOMS')).toBe(true);
    expect(listed.get('SPICEROUTE')?.[7]).toBe('10');
  });

  test('leaves out a suspended company', async () => {
    expect((await listedAt('2026-05-04T15:20')).has('PAUSEPHARM')).toBe(false);
  });

  test('refuses the holidays without the cookie that its pages hand out', async () => {
    const { ask } = await asking('2026-11-25T15:20');
    expect((await ask(HOLIDAYS)).status).toBe(401);
    for (const page of ['/', '/option-chain']) {
      const cookies = (await ask(page)).headers.getSetCookie().map((line) => line.split(';')[0]);
      expect((await ask(HOLIDAYS, { cookie: cookies.join('; ') })).status).toBe(200);
    }
  });

  test('tells the closed days of the running year that the calendar keeps', async () => {
    const { json } = await asking('2025-06-16T15:20');
    const holidays = await json<Holidays>(HOLIDAYS, { cookie: 'nsit=x' });
    const calendar = sandboxCalendar();
    const rows = holidays['CM'] ?? [];
    expect(rows).toHaveLength(13);
    for (const { tradingDate, description } of rows) {
      const day = calendar.day(readDayMonthYear(tradingDate) ?? on('2000-01-01'));
      expect(tradingDate).toMatch(/-2025$/);
      expect(day.state, tradingDate).toBe(description.endsWith('*') ? 'open' : 'closed');
    }
    expect(rows[0]).toMatchObject({ tradingDate: '26-Jan-2025', weekDay: 'Sunday', Sr_no: 1 });
    expect(rows.filter(({ description }) => description.endsWith('*'))).toHaveLength(1);
  });
});
