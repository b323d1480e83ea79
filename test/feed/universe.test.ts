import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { ListedInstrument } from '../../src/core/market/listing.ts';
import { resolveUniverse, wantedSymbols } from '../../src/feed/universe.ts';
import { bench } from '../support/bench.ts';
import { openedStore, share } from '../support/opened-store.ts';

const NOW = '2026-06-12T18:00';

/** A list that counts how often it was read. */
function listing(name: string, instruments: readonly ListedInstrument[] | Failure) {
  const list = {
    name,
    exchanges: ['XNSE' as const],
    read: 0,
    async instruments() {
      list.read++;
      if (instruments instanceof Failure) throw instruments;
      return { instruments, refused: [] };
    },
  };
  return list;
}

describe('the symbols of a run', () => {
  it('are those asked for, in capitals and once each', async () => {
    const { ctx } = bench({ store: (await openedStore()).store, now: NOW });
    expect(await wantedSymbols(ctx, 'XNSE', { symbols: ['tcs', 'TCS', 'Infy'] })).toEqual([
      'TCS',
      'INFY',
    ]);
  });

  it('are the members of an index, the watchlist, or the default, in that order', async () => {
    const { store } = await openedStore();
    const indices = {
      name: 'nse',
      codes: ['NIFTY50'],
      members: async () => ['A', 'B'],
      constituents: async () => ({ members: [], source: 'nse', stale: false }),
    };
    const { ctx } = bench({
      store,
      now: NOW,
      sources: { indices },
      settings: { watchlist: ['D'] },
    });
    expect(await wantedSymbols(ctx, 'XNSE', { index: 'NIFTY50' })).toEqual(['A', 'B']);
    expect(await wantedSymbols(ctx, 'XNSE', {})).toEqual(['D']);
    await store.write((books) => books.watchlist.add('W', 'XNSE', ctx.wall.now()));
    expect(await wantedSymbols(ctx, 'XNSE', {})).toEqual(['W']);
  });

  it('are not both named and of an index', async () => {
    const { ctx } = bench({ store: (await openedStore()).store, now: NOW });
    await expect(wantedSymbols(ctx, 'XNSE', { symbols: ['A'], index: 'X' })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('the universe', () => {
  it('reads the first list once a day, and the next one only for what it does not name', async () => {
    const [first, second] = [listing('nse', [share('ACME')]), listing('upstox', [share('BOLT')])];
    const { store } = await openedStore();
    const desk = bench({ store, now: NOW, sources: { instruments: [first, second] } });
    const known = await resolveUniverse(desk.ctx, 'XNSE', ['ACME']);
    expect([known.listings.length, first.read, second.read]).toEqual([1, 1, 0]);
    const both = await resolveUniverse(desk.ctx, 'XNSE', ['BOLT', 'ACME']);
    expect(both.listings.map(({ symbol }) => symbol)).toEqual(['BOLT', 'ACME']);
    desk.moveTo('2026-06-13T13:00');
    await resolveUniverse(desk.ctx, 'XNSE', ['ACME']);
    expect([first.read, second.read], 'nineteen hours are not a day').toEqual([1, 1]);
    desk.moveTo('2026-06-13T14:01');
    await resolveUniverse(desk.ctx, 'XNSE', ['ACME']);
    expect([first.read, second.read]).toEqual([2, 1]);
  });

  it('looks for an unknown symbol again after an hour and tells the nearest', async () => {
    const list = listing('nse', [share('RELIANCE'), share('TCS')]);
    const { store } = await openedStore();
    const desk = bench({ store, now: NOW, sources: { instruments: [list] } });
    const { unlisted } = await resolveUniverse(desk.ctx, 'XNSE', ['RELIANEC']);
    expect(unlisted).toEqual([{ symbol: 'RELIANEC', nearest: 'RELIANCE' }]);
    await resolveUniverse(desk.ctx, 'XNSE', ['RELIANEC']);
    expect(list.read).toBe(1);
    desk.moveTo('2026-06-12T19:01');
    await resolveUniverse(desk.ctx, 'XNSE', ['RELIANEC']);
    expect(list.read).toBe(2);
  });

  it('goes on with what is known when a list cannot be had', async () => {
    const down = listing('nse', new Failure('not-yet', 'network down'));
    const { store } = await openedStore();
    const desk = bench({ store, now: NOW, sources: { instruments: [down] } });
    const { unlisted } = await resolveUniverse(desk.ctx, 'XNSE', ['ACME']);
    expect(unlisted[0]?.failure, 'nothing is known at all').toMatchObject({ code: 'not-yet' });
    expect(desk.log.map(({ event }) => event)).toEqual(['instrument list not available']);
  });

  it('ends the run when what it learned cannot be written', async () => {
    const list = listing('nse', [share('ACME')]);
    const full = new Failure('disk-io', 'the disk is full');
    const { store } = await openedStore();
    const broken = { ...store, write: () => Promise.reject(full) };
    const desk = bench({ store: broken, now: NOW, sources: { instruments: [list] } });
    await expect(resolveUniverse(desk.ctx, 'XNSE', ['ACME'])).rejects.toBe(full);
  });

  it('knows the instruments of a list that a dry run undoes', async () => {
    const list = listing('nse', [share('ACME')]);
    const { dryStore } = await openedStore();
    const desk = bench({ store: dryStore, now: NOW, sources: { instruments: [list] } });
    const { listings } = await resolveUniverse(desk.ctx, 'XNSE', ['ACME']);
    expect(listings.map(({ symbol }) => symbol)).toEqual(['ACME']);
    expect(await dryStore.instruments.symbols('XNSE')).toEqual([]);
  });
});
