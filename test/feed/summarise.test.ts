import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { summarise } from '../../src/feed/summarise.ts';
import type { SeriesResult } from '../../src/feed/target.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';

const result = (given: Partial<SeriesResult>): SeriesResult => ({
  symbol: 'ACME',
  interval: '1d',
  status: 'done',
  asks: 1,
  received: 5,
  changed: 5,
  refused: 0,
  openSlots: 0,
  note: '',
  ...given,
});
const failed = (symbol: string, code: 'not-yet' | 'blocked' = 'not-yet') =>
  result({ symbol, status: 'failed', changed: 0, failure: new Failure(code, `${symbol} failed`) });
const nothing = (note: string, symbol = 'ACME') =>
  result({ symbol, status: 'nothing', asks: 0, changed: 0, note });

async function desk() {
  return bench({ store: (await openedStore()).store, now: '2026-06-12T18:00' });
}

describe('the summary of a run', () => {
  it('is ok when something was asked and all of it went well', async () => {
    const { ctx } = await desk();
    expect(summarise(ctx, [result({}), result({ symbol: 'BOLT' })], [])).toMatchObject({
      status: 'ok',
      summary: '10 rows changed over 2 symbols',
      counts: { symbols: 2, series: 2, asks: 2, received: 10, changed: 10, failed: 0 },
    });
  });

  it.each([
    ['nothing missing', 'nothing missing for 1 symbols'],
    ['no session in the range', 'no session in the range for 1 symbols'],
  ])('is a noop that tells why: %s', async (note, summary) => {
    const { ctx } = await desk();
    expect(summarise(ctx, [nothing(note)], [])).toMatchObject({ status: 'noop', summary });
  });

  it('does not say that nothing is missing where something still is', async () => {
    const { ctx } = await desk();
    const results = [nothing('nothing missing'), nothing('asked for within a day', 'BOLT')];
    expect(summarise(ctx, results, []).summary).toBe('nothing to ask for now for 2 symbols');
  });

  it('is partial with the names of what failed, what is unknown and what was refused', async () => {
    const { ctx, warnings } = await desk();
    const results = [
      result({ refused: 2 }),
      failed('BOLT'),
      result({ symbol: 'RELIANEC', status: 'unknown', changed: 0 }),
    ];
    const outcome = summarise(ctx, results, [{ symbol: 'RELIANEC', nearest: 'RELIANCE' }]);
    expect(outcome).toMatchObject({
      status: 'partial',
      summary:
        '5 rows changed over 3 symbols; 1 series failed; unknown: "RELIANEC" (did you mean RELIANCE?); 2 rows refused',
    });
    expect(warnings).toEqual([
      'BOLT 1d: BOLT failed',
      'unknown symbols: "RELIANEC" (did you mean RELIANCE?)',
      '2 rows refused: impossible values or days',
    ]);
  });

  it('is the most telling failure when nothing went well', async () => {
    const { ctx } = await desk();
    const results = [failed('A'), failed('B', 'blocked'), failed('C', 'blocked')];
    expect(() => summarise(ctx, results, [])).toThrow(
      expect.objectContaining({ code: 'blocked', message: 'B failed (and 2 more series failed)' }),
    );
  });

  it('blames the list that could not be had, not the symbol', async () => {
    const { ctx } = await desk();
    const failure = new Failure('not-yet', 'the list could not be had');
    const strange = result({ symbol: 'TCS', status: 'unknown', changed: 0 });
    expect(() => summarise(ctx, [strange], [{ symbol: 'TCS', failure }])).toThrow(
      expect.objectContaining({ code: 'not-yet' }),
    );
  });
});
