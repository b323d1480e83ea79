import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readEquity, readLevels } from '../../../src/core/portfolio/equity-file.ts';
import { performanceOf } from '../../../src/core/portfolio/performance.ts';
import { equity } from './days.ts';

const RECORDED = join(process.cwd(), '../shared/data/perf');

interface Expected {
  readonly [figure: string]: number;
}

describe.skipIf(!existsSync(RECORDED))('figures of real prices, by empyrical-reloaded', () => {
  const text = (name: string): string => readFileSync(join(RECORDED, name), 'utf8');
  const names = existsSync(RECORDED)
    ? readdirSync(RECORDED).flatMap((file) => /^(\w+)\.equity\.csv$/.exec(file)?.[1] ?? [])
    : [];

  it.each(names)('%s', (name) => {
    const expected = (JSON.parse(text('expected.json')) as Record<string, Expected>)[name] ?? {};
    const points = readEquity(text(`${name}.equity.csv`), name);
    const benchmark = readLevels(text('benchmark.csv'), 'benchmark.csv');
    const ours = performanceOf(points, { riskFree: 0, benchmark });
    const figures = {
      total_return: ours.totalReturn,
      cagr: ours.cagr,
      volatility: ours.volatility,
      sharpe: ours.sharpe,
      sortino: ours.sortino,
      max_drawdown: ours.maxDrawdown,
      calmar: ours.calmar,
      alpha: ours.benchmark?.alpha,
      beta: ours.benchmark?.beta,
      omega: ours.omega,
      var95: ours.var95,
      cvar95: ours.cvar95,
      downside: ours.downsideRisk,
      sharpe_rf: performanceOf(points, { riskFree: 0.065 }).sharpe,
    };
    for (const [figure, value] of Object.entries(figures)) {
      expect(value, figure).toBeCloseTo(expected[figure] ?? Number.NaN, 10);
    }
  });
});

it('an account without a return has no figure but its tables', () => {
  expect(performanceOf(equity(100), { riskFree: 0 })).toEqual({
    from: '2026-01-01',
    to: '2026-01-01',
    returns: 0,
    monthly: [],
    yearly: [],
  });
});

it('what was paid in between weighs by its time', () => {
  const points = [
    { session: sessionDate('2025-01-01'), equity: 100 },
    { session: sessionDate('2025-07-02'), equity: 200, flow: 100 },
    { session: sessionDate('2025-10-01'), equity: 205, flow: 0 },
    { session: sessionDate('2026-01-01'), equity: 210 },
  ];
  const rate = performanceOf(points, { riskFree: 0 }).moneyWeightedReturn ?? Number.NaN;
  // of the 365 days the second hundred was there for 183
  expect(100 * (1 + rate) + 100 * (1 + rate) ** (183 / 365)).toBeCloseTo(210, 9);
  const [bought, , , sold] = points;
  const plain = performanceOf(bought && sold ? [bought, sold] : [], { riskFree: 0 });
  expect(plain.moneyWeightedReturn, 'two points are enough').toBeCloseTo(1.1, 9);
});

it('a benchmark that shares no span has no return', () => {
  const told = performanceOf(equity(100, 110), { riskFree: 0, benchmark: new Map() });
  expect(told.benchmark).toStrictEqual({ n: 0 });
});

it('a total loss is told in full', () => {
  const told = performanceOf(equity(100, 50, 0), { riskFree: 0 });
  expect(told).toMatchObject({
    totalReturn: -1,
    cagr: -1,
    maxDrawdown: -1,
    calmar: -1,
    omega: 0,
    drawdown: { depth: -1, peak: '2026-01-01', trough: '2026-01-03' },
  });
  expect(told.moneyWeightedReturn).toBeUndefined();
});

describe('the file of an equity curve', () => {
  it('may quote, pad, end lines as Windows does and hold more columns', () => {
    const text =
      '\uFEFF"date", "Equity",note,flow\r\n2026-01-01,100,a,\r\n"2026-01-02",150.5,b,50\r\n\r\n';
    expect(readEquity(text, 'e.csv')).toEqual([
      { session: '2026-01-01', equity: 100 },
      { session: '2026-01-02', equity: 150.5, flow: 50 },
    ]);
  });

  it('may hold commas, quotes and what looks like a column in quotes', () => {
    const text = 'date,note,equity\n2026-01-01,"a, ""b"", 7",100\n2026-01-02,"",101\n';
    expect(readEquity(text, 'e.csv').map(({ equity: value }) => value)).toEqual([100, 101]);
  });

  it.each([
    ['date,equity\n2026-01-01,"1,00,000"', 'found "1,00,000"'],
    ['date,equity,Equity\n2026-01-01,1,2', 'line 1: expected one column "equity"'],
    ['date,equity,flow,flow\n2026-01-01,1,2,3', 'line 1: expected one column "flow"'],
    ['', 'e.csv, line 1: expected columns "date" and "equity", found ""'],
    ['date,equity\n01-02-2026,5', 'line 2: expected a date like 2026-11-26, found "01-02-2026"'],
    ['date,equity\n2026-01-01,five', 'line 2: expected a number in column "equity", found "five"'],
    ['date,equity\n2026-01-01,', 'line 2: expected a number in column "equity", found ""'],
    ['date,equity\n2026-01-02,1\n2026-01-02,2', 'line 3: expected a date after 2026-01-02'],
  ])('that is wrong is refused with the line: %j', (text, sentence) => {
    expect(() => readEquity(text, 'e.csv')).toThrow(sentence);
  });
});
