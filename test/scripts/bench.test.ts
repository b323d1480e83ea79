import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { judge, median, statusOf } from '../../scripts/bench/line.ts';
import type { Line, Measured } from '../../scripts/bench/line.ts';
import { dailyBars, minuteBars } from '../../scripts/bench/made-up-bars.ts';
import { besideRecord } from '../../scripts/bench/recorded.ts';
import { markdownTable } from '../../scripts/bench/table.ts';
import { impossible } from '../../src/core/market/bar.ts';

const line = (kind: Line['kind'], bar: number): Line => ({
  name: 'made-up',
  title: 'something made up',
  unit: 'ms CPU',
  bar,
  kind,
});

describe('judge', () => {
  const cases: readonly (readonly [string, Line, Measured, number | null, boolean])[] = [
    ['a value at its bar', line('value', 0), { value: 0 }, null, true],
    ['a value above its bar', line('value', 34), { value: 34.1 }, null, false],
    ['a time at its bar', line('times', 1.5), { value: 150, baseline: 100 }, 1.5, true],
    ['a time above its bar', line('times', 1.5), { value: 151, baseline: 100 }, 1.51, false],
    ['a speed at its bar', line('speed', 1), { value: 100, baseline: 100 }, 1, true],
    ['a speed below its bar', line('speed', 1), { value: 200, baseline: 100 }, 0.5, false],
    ['a time without a baseline', line('times', 9), { value: 1 }, null, false],
    ['a value that is no number', line('value', 9), { value: Number.NaN }, null, false],
    ['a baseline that is no number', line('speed', 1), { value: 1, baseline: NaN }, NaN, false],
  ];
  it.each(cases)('tells whether the bar is met by %s', (_, asked, measured, ratio, ok) => {
    expect(judge(asked, measured)).toMatchObject({ ratio, ok });
  });

  it('ends a run with 1 when one bar of several is missed, or when nothing was measured', () => {
    const met = judge(line('value', 1), { value: 1 });
    const missed = judge(line('value', 1), { value: 2 });
    expect([statusOf([met, met]), statusOf([met, missed]), statusOf([])]).toEqual([0, 1, 1]);
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two in the middle, in whatever order', () => {
    expect([median([9, 1, 2]), median([4, 1, 3, 2]), median([7]), median([])]).toEqual([
      2,
      2.5,
      7,
      Number.NaN,
    ]);
  });
});

describe('beside the record', () => {
  const judged = (kind: Line['kind'], value: number, baseline?: number) =>
    judge(line(kind, 1), { value, ...(baseline === undefined ? {} : { baseline }) });
  const sized: Line = { ...line('value', 100), unit: 'MB' };

  it.each([
    [
      'a ratio as it was',
      line('times', 1),
      judged('times', 110, 100),
      judged('times', 1, 1),
      '1.00',
    ],
    [
      'a ratio grown by a fifth',
      line('times', 1),
      judged('times', 12, 10),
      judged('times', 1, 1),
      '1.00, **worse by 20 %**',
    ],
    [
      'a speed halved',
      line('speed', 1),
      judged('speed', 20, 10),
      judged('speed', 10, 10),
      '1.00, **worse by 100 %**',
    ],
    ['a speed doubled', line('speed', 1), judged('speed', 5, 10), judged('speed', 10, 10), '1.00'],
    [
      'a size',
      sized,
      judge(sized, { value: 60 }),
      judge(sized, { value: 40 }),
      '40, **worse by 50 %**',
    ],
    [
      'a time, which is the machine’s',
      line('value', 1),
      judged('value', 90),
      judged('value', 1),
      '',
    ],
    ['a line that the record has not', line('times', 1), judged('times', 9, 1), undefined, ''],
  ] as const)('shows %s', (_, asked, now, then, shown) => {
    expect(besideRecord(asked, now, then)).toBe(shown);
  });

  it('is a column of the table when there is a record', () => {
    const asked = line('times', 1.5);
    const lines = { 'made-up': judge(asked, { value: 100, baseline: 100 }) };
    const verdicts = new Map([[asked, judge(asked, { value: 140, baseline: 100 })]]);
    expect(markdownTable(verdicts, { lines })).toContain('| met | 1.00, **worse by 40 %** |');
    expect(markdownTable(verdicts)).not.toContain('recorded');
  });
});

describe('the table', () => {
  it('shows value, baseline, ratio and bar, and marks what is missed', () => {
    const asked = line('times', 1.5);
    const table = markdownTable(new Map([[asked, judge(asked, { value: 163.4, baseline: 100 })]]));
    expect(table).toContain(
      '| made-up | something made up | 163 ms CPU | 100 ms CPU | 1.63 | ≤ 1.5 × | **missed** |',
    );
  });
});

describe('made-up bars', () => {
  const bars = [...minuteBars(40_000).flat(), ...dailyBars(40_000).flat()];

  it('are bars that the door lets in', () => {
    expect(bars.map(impossible).filter((why) => why !== undefined)).toEqual([]);
  });

  it('are as many as asked for, five sessions of minutes or five years of days a listing', () => {
    expect(minuteBars(37_500).map((series) => series.length)).toEqual(Array(20).fill(1875));
    expect(dailyBars(5000).map((series) => series.length)).toEqual(Array(4).fill(1250));
  });

  it('have prices and volumes of every size, so that they take the room of real ones', () => {
    const closes = minuteBars(500_000).map((series) => series[0]?.closePaise ?? 0);
    const volumes = minuteBars(500_000).flatMap((series) => series.map(({ volume }) => volume));
    expect(Math.min(...closes), 'a price below 10 rupees').toBeLessThan(1000);
    expect(Math.max(...closes), 'a price above 30,000 rupees').toBeGreaterThan(3_000_000);
    expect(volumes.filter((volume) => volume === 0).length).toBeGreaterThan(0);
    expect(volumes.filter((volume) => volume > 100_000).length).toBeGreaterThan(5000);
  });
});

describe('a run', () => {
  const run = (line: string) =>
    spawnSync(process.execPath, ['scripts/run-ts.js', 'scripts/bench.ts', ...line.split(' ')], {
      encoding: 'utf8',
    });

  it('measures the lines that are named: the same candles again change nothing', () => {
    const { stdout, stderr, status } = run('--json --rounds 1 --rows 4000 again-log again-changes');
    expect(status, stderr).toBe(0);
    const nothing = { value: 0, baseline: null, ratio: null, bar: 0, ok: true };
    expect(JSON.parse(stdout)).toEqual({
      'again-changes': { ...nothing, unit: 'rows' },
      'again-log': { ...nothing, unit: 'bytes' },
    });
  });

  it('refuses a name that is none of its lines, and names them', () => {
    const { status, stderr } = run('ingest');
    expect(status).toBe(64);
    expect(stderr).toMatch(/ingest-1m, again-1m.*found "ingest"/);
  });
});
