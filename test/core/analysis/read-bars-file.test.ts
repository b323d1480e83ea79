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

  it('may begin with blank lines, quote its cells, and divide thousands inside quotes', () => {
    const series = read(
      '',
      'notes,date,open,high,low,close,volume',
      '"split, bonus",2026-01-01,"1,234.50","1,240","1,230.05","1,235","12,34,567"',
      ',,,,,,',
      '"said ""no""", "2026-01-02" ,"1235",1236,1e3,1235.,"1,000",,',
    );
    expect(series.sessions).toEqual(['2026-01-01', '2026-01-02']);
    expect([...series.open]).toEqual([1234.5, 1235]);
    expect([...series.low]).toEqual([1230.05, 1000]);
    expect([...series.volume]).toEqual([1_234_567, 1000]);
  });

  it.each([
    [
      'thousands divided without quotes, although the cells would do for a bar',
      [HEADER, '2026-01-01,1,240,1,240,1,235'],
      /6 cells as in the header in line 2/,
    ],
    ['a quote that is not closed', [HEADER, '2026-01-01,"1,1,1,1,0'], /each quote closed/],
    ['words behind a quote', [HEADER, '2026-01-01,"1"2,1,1,1,0'], /each quote closed/],
    ['a column twice', [`${HEADER},close`, '2026-01-01,1,1,1,1,0,2'], /each once, in line 1/],
    ['a number of another base', [HEADER, '2026-01-01,0x1,0x1,0x1,0x1,0'], /numbers with/],
    ['a hole in thousands', [HEADER, '2026-01-01,"1,2",2,1,1,0'], /numbers with/],
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
