import { afterEach, describe, expect, test } from 'vitest';
import { asking, closeAll } from '../asking.ts';

afterEach(closeAll);

const NOW = '2015-01-09T11:00';
const EXTREMES = '/content/CM_52_wk_High_low_08012015.csv';
type Figures = { category: string; date: string; netValue: string }[];

/** `"A","B"` as its cells. */
const cellsOf = (line: string): string[] => line.slice(1, -1).split('","');

describe('marketFlowRoutes', () => {
  test('figures of institutions are of the newest session, and behind a cookie', async () => {
    const { ask, json } = await asking(NOW);
    expect((await ask('/api/fiidiiTradeReact')).status).toBe(401);
    const figures = await json<Figures>('/api/fiidiiTradeReact', { cookie: 'nsit=x' });
    expect(figures.map(({ category, date }) => `${category} ${date}`)).toEqual([
      'DII 08-Jan-2015',
      'FII/FPI 08-Jan-2015',
    ]);
  });

  test('52-week prices are those of the days before', async () => {
    const { ask } = await asking(NOW);
    const lines = (await ask(EXTREMES)).text.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^"Disclaimer - /);
    expect(lines[1]).toBe('"Effective for 08-Jan-2015"');
    const [symbol, , high = '', highOn, low = '', lowOn] =
      lines.map(cellsOf).find(([name]) => name === 'PAPERTIGER') ?? [];
    expect(symbol).toBe('PAPERTIGER');
    const days = await Promise.all(
      ['01', '02', '05', '06', '07'].map(async (day) => {
        const bars = await ask(`/v8/finance/chart/PAPERTIGER.NS?interval=1d&${span(day)}`);
        return { day, bars: bars.text };
      }),
    );
    const prices = days.flatMap(({ day, bars }) => {
      const found = /"high":\[([\d.]+)\],"low":\[([\d.]+)\]/.exec(bars);
      return found ? [{ day, high: Number(found[1]), low: Number(found[2]) }] : [];
    });
    expect(prices.length).toBeGreaterThan(2);
    expect(prices.some((one) => `${one.day}-JAN-2015` === highOn)).toBe(true);
    expect(prices.some((one) => `${one.day}-JAN-2015` === lowOn)).toBe(true);
    expect(
      lines
        .map(cellsOf)
        .find(([name]) => name === 'PAPERNAV')
        ?.slice(2),
    ).toEqual(['-', '-', '-', '-']);
    expect(Number(high)).toBeGreaterThanOrEqual(Number(low));
    expect(high).toHaveLength(10);
  });

  test('52-week prices are there from 18:15 of a session on', async () => {
    const early = await asking('2015-01-08T18:14');
    expect((await early.ask(EXTREMES)).status).toBe(404);
    const { ask } = await asking('2015-01-08T18:15');
    expect((await ask(EXTREMES)).status).toBe(200);
    expect((await ask(EXTREMES.replace('08012015', '04012015'))).status).toBe(404);
  });

  test('after a split they are in new shares', async () => {
    const { ask } = await asking('2026-02-20T11:00');
    const priceOn = async (day: string): Promise<number> => {
      const { text } = await ask(`/content/CM_52_wk_High_low_${day}022026.csv`);
      return Number(
        text
          .split('\n')
          .map(cellsOf)
          .find(([name]) => name === 'SPICEROUTE')?.[2],
      );
    };
    const ratio = (await priceOn('17')) / (await priceOn('18'));
    expect(ratio).toBeCloseTo(5, 1);
  });
});

/** The query of one day in 2015. */
function span(day: string): string {
  const from = Date.parse(`2015-01-${day}T00:00:00+05:30`) / 1000;
  return `period1=${from}&period2=${from + 86_400}`;
}
