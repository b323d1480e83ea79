import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { instant, istTime, readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import type { Quote } from '../../src/core/market/quote.ts';
import { feedQuotes } from '../../src/feed/live-quotes.ts';
import type { QuoteSource } from '../../src/ports/quotes.ts';
import { bench } from '../support/bench.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';
import { scriptedQuotes } from '../support/scripted-live.ts';

const NOW = '2026-06-12T11:00:10';
const at = readInstant(NOW);
const SYMBOLS = ['ACME', 'BOLT', 'COAL'];
const quote = (last: number, more: Partial<Quote> = {}): Quote => ({
  lastPaise: paise(last),
  at,
  previousClosePaise: paise(100),
  ...more,
});
const down = new Failure('not-yet', 'it is down');

async function feeding() {
  const opened = await openedStore();
  const index = share('NIFTY', { series: 'INDEX', kind: 'index' });
  await learnt(opened, [...SYMBOLS.map((symbol) => share(symbol)), index]);
  const desk = bench({ store: opened.store, now: NOW });
  const feed = async (symbols: readonly string[], ...chain: QuoteSource[]) => {
    const listings = await opened.store.instruments.find('XNSE', symbols);
    return feedQuotes(desk.ctx, 'XNSE', listings, chain);
  };
  const kept = async (): Promise<string[]> =>
    (await opened.store.quotes.shown()).map(
      ({ symbol, lastPaise, at: time, source }) =>
        `${symbol} ${lastPaise} ${istTime(time)} ${source}`,
    );
  const candle = async (symbol: string, time: string, close: number): Promise<void> => {
    const [listing] = await opened.store.instruments.find('XNSE', [symbol]);
    const bar = {
      start: readInstant(`2026-06-12T${time}`),
      openPaise: paise(close),
      highPaise: paise(close),
      lowPaise: paise(close),
      closePaise: paise(close),
      volume: 7,
    };
    await opened.store.write(async (books) =>
      books.candles.saveIntraday('1m', listing?.listingId ?? 0, 'yahoo', [bar]),
    );
  };
  return { ...desk, opened, feed, kept, candle };
}

describe('quotes', () => {
  it('are asked for in batches, and what one source does not tell the next does', async () => {
    const { feed, kept, opened } = await feeding();
    const first = scriptedQuotes('upstox', (symbol) => (symbol === 'BOLT' ? undefined : quote(1)));
    const next = scriptedQuotes('yahoo', () => quote(2), { batch: 1 });
    const told = await feed(SYMBOLS, first, next);
    expect(first.asked).toEqual(['ACME,BOLT', 'COAL']);
    expect(next.asked).toEqual(['BOLT']);
    expect(told).toMatchObject({ asks: 3, changed: 3, refused: 0 });
    expect(await kept()).toEqual([
      'ACME 1 11:00 upstox',
      'BOLT 2 11:00 yahoo',
      'COAL 1 11:00 upstox',
    ]);
    const before = opened.rowsWritten();
    expect(await feed(SYMBOLS, first, next)).toMatchObject({ asks: 0, changed: 0 });
    expect(opened.rowsWritten(), 'what is fresh is not asked for again').toBe(before);
  });

  it('of a failed batch come from the next source; the others stay', async () => {
    const { feed, kept, opened } = await feeding();
    const first = scriptedQuotes('upstox', (symbol) => (symbol === 'ACME' ? down : quote(1)));
    const next = scriptedQuotes('nse', () => quote(2), { batch: 1 });
    const { results } = await feed(SYMBOLS, first, next);
    expect(results.filter(({ failure }) => failure)).toEqual([]);
    expect(await kept()).toEqual(['ACME 2 11:00 nse', 'BOLT 2 11:00 nse', 'COAL 1 11:00 upstox']);
    expect(await opened.store.syncHistory.failedSince(instant(0))).toBe(1);
  });

  it('that every source fails to tell are failures, unless a kept one is good still', async () => {
    const { feed, moveTo } = await feeding();
    const bad = scriptedQuotes('upstox', () => down);
    const { results } = await feed(['ACME'], bad);
    expect(results).toEqual([{ symbol: 'ACME', stale: false, failure: down }]);
    await feed(
      ['ACME'],
      scriptedQuotes('nse', () => quote(5)),
    );
    moveTo('2026-06-12T11:10');
    const [later] = (await feed(['ACME'], bad)).results;
    expect(later).toMatchObject({ quote: { lastPaise: 5 }, stale: false });
    expect(later?.failure).toBeUndefined();
    moveTo('2026-06-12T11:20');
    expect((await feed(['ACME'], bad)).results[0]).toMatchObject({ stale: true, failure: down });
  });

  it('tell of a refused credential loudly, and pass over a source without one', async () => {
    const { feed, warnings } = await feeding();
    const none = scriptedQuotes('upstox', () => quote(1), { ready: false });
    await feed(['ACME'], none);
    expect(none.asked).toEqual([]);
    expect(warnings).toEqual([]);
    const refused = scriptedQuotes('upstox', () => new Failure('auth', 'the token has ended'));
    await feed(
      ['ACME'],
      refused,
      scriptedQuotes('nse', () => quote(1)),
    );
    expect(warnings).toEqual(['upstox: the token has ended']);
  });

  it('of a later moment than the run’s are refused', async () => {
    const { feed, moveTo, kept } = await feeding();
    const ahead = scriptedQuotes('nse', () => quote(1, { at: instant(at + 45) }));
    expect(await feed(['ACME'], ahead), 'the exchange’s clock may be ahead of ours').toMatchObject({
      changed: 1,
      refused: 0,
    });
    moveTo('2026-06-11T11:00', NOW);
    const late = scriptedQuotes('nse', () => quote(1));
    const told = await feed(['BOLT'], late);
    expect(told).toMatchObject({ refused: 1, results: [{ symbol: 'BOLT', stale: false }] });
    expect(await kept()).toEqual(['ACME 1 11:00 nse']);
  });

  it('keep the younger of two, and tell that an old one is stale', async () => {
    const { feed, kept } = await feeding();
    const old = scriptedQuotes('nse', () => quote(1, { at: readInstant('2026-06-11T15:29') }));
    const { results } = await feed(['ACME'], old);
    expect(results[0]).toMatchObject({ stale: true });
    expect(await kept()).toEqual(['ACME 1 15:29 nse']);
  });
});

describe('the end of a one-minute candle', () => {
  it('spares sources that tell one price a request, not those that tell many', async () => {
    const { feed, candle, kept } = await feeding();
    await candle('ACME', '10:59', 42);
    const one = scriptedQuotes('nse', () => quote(1), { batch: 1 });
    const told = await feed(['ACME', 'BOLT'], one);
    expect(one.asked).toEqual(['BOLT']);
    expect(told.asks).toBe(1);
    expect(await kept()).toEqual(['ACME 42 11:00 yahoo', 'BOLT 1 11:00 nse']);
    const many = scriptedQuotes('upstox', () => quote(3, { at: instant(at + 1) }));
    await candle('COAL', '10:59', 43);
    await feed(['COAL'], many);
    expect((await kept())[2]).toBe('COAL 3 11:00 upstox');
  });

  it('stands in where no source tells, and never for a younger price', async () => {
    const { feed, candle, kept, moveTo } = await feeding();
    await candle('ACME', '10:30', 42);
    const bad = scriptedQuotes('nse', () => down);
    expect((await feed(['ACME'], bad)).results[0]).toMatchObject({ stale: true });
    expect(await kept()).toEqual(['ACME 42 10:31 yahoo']);
    await feed(
      ['ACME'],
      scriptedQuotes('nse', () => quote(5)),
    );
    moveTo('2026-06-12T11:05');
    await candle('ACME', '10:40', 43);
    await feed(['ACME']);
    expect(await kept()).toEqual(['ACME 5 11:00 nse']);
  });
});

describe('index values', () => {
  it('are asked for at sources that have indices', async () => {
    const { feed, kept } = await feeding();
    const shares = scriptedQuotes('nse', () => quote(1), { of: ['share'] });
    const indices = scriptedQuotes('nse', () => quote(2_205_025), { of: ['index'] });
    await feed(['NIFTY', 'ACME'], shares, indices);
    expect([shares.asked, indices.asked]).toEqual([['ACME'], ['NIFTY']]);
    expect(await kept()).toContain('NIFTY 2205025 11:00 nse');
  });
});
