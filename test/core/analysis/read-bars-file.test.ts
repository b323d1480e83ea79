import { describe, expect, it } from 'vitest';
import { readBarsFile } from '../../../src/core/analysis/read-bars-file.ts';
import { Failure } from '../../../src/core/failure.ts';

const HEADER = 'date,open,high,low,close,volume';
const read = (...lines: string[]) => readBarsFile(lines.join('\n'), 'in.csv');

function failureOf(...lines: string[]): Failure {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('the file was taken');
}

describe('a file of daily bars', () => {
  it('is read as it is, whatever the order of its columns', () => {
    const series = readBarsFile(
      '\uFEFF"Date",Close,Open,High,Low,Symbol,Volume\r\n2026-01-01,2.5,2,3,1.5,A,7\r\n\r\n"2026-01-02",2.6,2.5,2.6,2.5,A,0\r\n',
      'in.csv',
    );
    expect(series.sessions).toEqual(['2026-01-01', '2026-01-02']);
    expect([...series.open]).toEqual([2, 2.5]);
    expect([...series.high]).toEqual([3, 2.6]);
    expect([...series.low]).toEqual([1.5, 2.5]);
    expect([...series.close]).toEqual([2.5, 2.6]);
    expect([...series.volume]).toEqual([7, 0]);
  });

  it('may call its dates sessions, and may have no bar at all', () => {
    expect(read('session,open,high,low,close,volume').sessions).toEqual([]);
  });

  it.each([
    ['an unknown shape', ['open,high,low,close,volume'], /columns date,open.* in line 1/],
    ['nothing', [''], /line 1/],
    ['no date', [HEADER, '01-01-2026,1,1,1,1,0'], /a date like .* line 2 .*"01-01-2026"/],
    ['a date twice', [HEADER, '2026-01-01,1,1,1,1,0', '2026-01-01,1,1,1,1,0'], /after 2026-01-01/],
    ['text in place of a price', [HEADER, '2026-01-01,1,x,1,1,0'], /numbers with/],
    ['a missing cell', [HEADER, '2026-01-01,1,1,1,1'], /numbers with/],
    ['a close above the high', [HEADER, '2026-01-01,1,1,1,1.01,0'], /numbers with/],
    ['an open below the low', [HEADER, '2026-01-01,0.5,1,1,1,0'], /numbers with/],
    ['a price of zero', [HEADER, '2026-01-01,0,0,0,0,0'], /numbers with/],
    ['a negative volume', [HEADER, '2026-01-01,1,1,1,1,-1'], /numbers with/],
  ])('with %s is refused', (_, lines, words) => {
    const failure = failureOf(...lines);
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toMatch(words);
  });
});
