import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { quotesOutcome, SHARE_WORDS } from '../../src/feed/quotes-outcome.ts';
import type { QuoteResult, QuoteResults } from '../../src/feed/live-quotes.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';

const quote = { lastPaise: paise(100), at: readInstant('2026-06-12T10:00') };
const good = (symbol: string): QuoteResult => ({ symbol, quote, stale: false });
const bad = (symbol: string, code: 'not-yet' | 'blocked' = 'not-yet'): QuoteResult => ({
  symbol,
  stale: false,
  failure: new Failure(code, `${symbol} failed`),
});

async function told(more: Partial<QuoteResults>, unknown: string[] = []) {
  const { ctx, warnings } = bench({ store: (await openedStore()).store, now: '2026-06-12T11:00' });
  const results = { results: [good('ACME')], asks: 1, changed: 1, refused: 0, ...more };
  return { warnings, outcome: () => quotesOutcome(ctx, SHARE_WORDS, results, unknown) };
}

describe('what quotes say of a run', () => {
  it('is ok when something was asked for, and nothing to do else', async () => {
    expect((await told({})).outcome()).toMatchObject({
      status: 'ok',
      summary: '1 quotes, 1 of them new',
      counts: { quotes: 1, quotesAsked: 1, quotesChanged: 1, quotesStale: 0 },
    });
    expect((await told({ asks: 0 })).outcome()).toMatchObject({
      status: 'noop',
      summary: 'quotes are up to date for 1 symbols',
    });
    const nobody = [{ symbol: 'ACME', stale: false }];
    expect((await told({ asks: 0, results: nobody })).outcome()).toMatchObject({
      status: 'noop',
      summary: 'no source of quotes could be asked for 1 symbols',
    });
  });

  it('tells a stale quote without holding it against the run', async () => {
    const stale = [{ ...good('ACME'), stale: true }];
    const { outcome, warnings } = await told({ results: stale });
    expect(outcome()).toMatchObject({ status: 'ok', counts: { quotes: 1, quotesStale: 1 } });
    expect(warnings).toEqual(['stale quotes, kept as they are: ACME of 2026-06-12T10:00:00+05:30']);
  });

  it('is partial with what failed, what nobody tells, and what was refused', async () => {
    const results = [good('ACME'), bad('BOLT'), { symbol: 'COAL', stale: false }];
    const { outcome, warnings } = await told({ results, refused: 2 }, ['"ZZZ"']);
    expect(outcome()).toMatchObject({
      status: 'partial',
      summary:
        '1 quotes, 1 of them new; 1 quotes failed; quotes missing: COAL, "ZZZ"; 2 quotes refused',
    });
    expect(warnings).toEqual([
      'BOLT: BOLT failed',
      'nobody tells quotes of COAL, "ZZZ"',
      '2 quotes refused: impossible values or times',
    ]);
  });

  it('is the failure when no price is known', async () => {
    const { outcome } = await told({
      results: [bad('A'), bad('B', 'blocked'), bad('C', 'blocked')],
    });
    expect(outcome).toThrow(
      expect.objectContaining({ code: 'blocked', message: 'B failed (and 2 more quotes failed)' }),
    );
  });

  it('names a few of many', async () => {
    const { outcome } = await told({}, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(outcome().summary).toContain('quotes missing: a, b, c, d, e and 2 more');
  });
});
