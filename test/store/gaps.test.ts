import { expect, test } from 'vitest';
import type { KeptGap } from '../../src/core/sync/holes.ts';
import { NOW, newListing, openedStore } from '../support/opened-store.ts';

function gap(from: string, to: string, facts: Partial<KeptGap> = {}): KeptGap {
  const gone = {
    slots: 2,
    state: 'open',
    reason: 'no row',
    attempts: 1,
    firstSeenAt: NOW,
  } as const;
  return { ...gone, from, to, ...facts };
}

async function withInstrument() {
  const opened = await openedStore();
  await newListing(opened);
  const [listing] = await opened.store.instruments.find('XNSE', ['ACME']);
  return { store: opened.store, instrumentId: listing?.instrumentId ?? 0 };
}

test('gaps come back as they were saved, oldest first', async () => {
  const { store, instrumentId } = await withInstrument();
  const late = gap('2026-11-20', '2026-11-24', { lastTriedAt: NOW });
  const early = gap('2026-11-02', '2026-11-03', { state: 'explained' });
  const save = [late, early];
  await store.write((books) => books.gaps.apply(instrumentId, '1d', { save, remove: [] }));
  const kept = [early, late].map((one) => ({ ...one, instrumentId, interval: '1d' }));
  expect(await store.gaps.list('all')).toEqual(kept);
  expect(await store.gaps.list('open')).toEqual(kept.slice(1));
  expect(await store.gaps.counts()).toEqual({ open: 1, explained: 1 });
});

test('a gap that is saved again is replaced, and one that is removed is gone', async () => {
  const { store, instrumentId } = await withInstrument();
  const apply = (save: KeptGap[], remove: string[] = []): Promise<void> =>
    store.write((books) => books.gaps.apply(instrumentId, '1d', { save, remove }));
  await apply([gap('2026-11-02', '2026-11-06'), gap('2026-11-20', '2026-11-20')]);
  await apply([gap('2026-11-02', '2026-11-04', { state: 'filled' })], ['2026-11-20']);
  expect(await store.gaps.list('all')).toMatchObject([{ to: '2026-11-04', state: 'filled' }]);
});

test.each([
  ['before it', '2026-11-01', '2026-11-04', 0],
  ['up to its first slot', '2026-11-01', '2026-11-05', 1],
  ['inside it', '2026-11-07', '2026-11-08', 1],
  ['around it', '2026-11-01', '2026-11-30', 1],
  ['from its last slot', '2026-11-10', '2026-11-30', 1],
  ['after it', '2026-11-11', '2026-11-30', 0],
])('a range %s is touched or not', async (_, from, to, touching) => {
  const { store, instrumentId } = await withInstrument();
  const save = [gap('2026-11-05', '2026-11-10')];
  await store.write((books) => books.gaps.apply(instrumentId, '1d', { save, remove: [] }));
  expect(await store.gaps.touching(instrumentId, '1d', from, to)).toHaveLength(touching);
  expect(await store.gaps.touching(instrumentId, '5m', from, to), 'another series').toEqual([]);
  expect(await store.gaps.touching(instrumentId + 1, '1d', from, to), 'another one').toEqual([]);
});

test('a gap of an instrument that is not there is refused', async () => {
  const { store, instrumentId } = await withInstrument();
  const changes = { save: [gap('2026-11-05', '2026-11-10')], remove: [] };
  const write = store.write((books) => books.gaps.apply(instrumentId + 9, '1d', changes));
  await expect(write).rejects.toThrow(/FOREIGN KEY/);
});
