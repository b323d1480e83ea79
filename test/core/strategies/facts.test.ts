import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { buyerSteps, factColumn, readFactsFile } from '../../../src/core/strategies/facts.ts';

const days = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-09'].map(sessionDate);
/** Facts as pairs of a day and a value. */
const steps = (...pairs: readonly (readonly [string, number])[]) => ({
  from: pairs.map(([from]) => sessionDate(from)),
  values: Float64Array.from(pairs, ([, value]) => value),
});

describe('facts beside prices', () => {
  it('hold from their day on until the next', () => {
    const two = steps(['2026-01-06', 3], ['2026-01-08', 4]);
    expect([...factColumn(days, two)]).toEqual([Number.NaN, 3, 3, 4]);
    const ended = steps(['2025-01-01', 1], ['2026-01-07', Number.NaN]);
    expect([...factColumn(days, ended)]).toEqual([1, 1, Number.NaN, Number.NaN]);
    expect([...factColumn(days, steps())].every(Number.isNaN)).toBe(true);
  });

  it('buyers are counted once each, for ninety days', () => {
    const bought = (session: string, client: string) => ({ session: sessionDate(session), client });
    const counted = buyerSteps([
      bought('2026-01-05', 'A'),
      bought('2026-01-05', 'B'),
      bought('2026-01-07', 'A'),
    ]);
    expect(counted).toEqual(
      steps(['2026-01-05', 2], ['2026-01-07', 2], ['2026-04-05', 1], ['2026-04-07', 0]),
    );
    expect(buyerSteps([])).toEqual(steps());
  });

  it('are read from a file by symbol, sorted, with unknown ones', () => {
    const text =
      'Symbol,Date,PE,PB,ROE,note\nacme,2026-01-07,18,2,16,x\nACME,2026-01-05,21,,15,\n\n';
    const facts = readFactsFile(text, 'f.csv').get('ACME');
    expect(facts?.priceToEarnings).toEqual(steps(['2026-01-05', 21], ['2026-01-07', 18]));
    expect([...(facts?.priceToBook?.values ?? [])]).toEqual([Number.NaN, 2]);
    expect([...(facts?.returnOnEquity?.values ?? [])]).toEqual([15, 16]);
  });

  it.each([
    ['a column is missing', 'symbol,date,pe,pb', /the columns symbol,date,pe,pb,roe in line 1/],
    ['a date is none', 'symbol,date,pe,pb,roe\nACME,5 Jan,1,1,1', /line 2 of "f.csv"/],
    ['a symbol is missing', 'symbol,date,pe,pb,roe\n,2026-01-05,1,1,1', /a symbol and a date/],
    ['a figure is text', 'symbol,date,pe,pb,roe\nACME,2026-01-05,n/a,1,1', /numbers in line 2/],
  ])('are refused where %s', (_, text, words) => {
    expect(() => readFactsFile(text, 'f.csv')).toThrow(words);
  });
});
