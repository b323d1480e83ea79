import { expect, it } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { findingsKeeper } from '../../src/feed/findings-keeper.ts';

const [first, second] = ['2026-11-25', '2026-11-26'].map(sessionDate);

it('counts what was found, and writes it in batches of enough hits', async () => {
  const written: string[][] = [];
  const keeper = findingsKeeper<Found>(3, async (batch) => {
    written.push(batch.map(({ symbol }) => symbol));
    return batch.length * 10;
  });
  await keeper.take([found('ACME', 2), found('BOLT', 0)]);
  expect(written, 'two are too few').toEqual([]);
  await keeper.take([found('CANE', 1)]);
  await keeper.take([found('DUNE', 2)]);
  expect(written, 'what was written counts no more').toEqual([['ACME', 'BOLT', 'CANE']]);
  expect(await keeper.end()).toEqual({
    instruments: 4,
    sessions: [first, second],
    hits: 5,
    changed: 40,
  });
  expect(written).toEqual([['ACME', 'BOLT', 'CANE'], ['DUNE']]);
});

it('writes nothing where nothing was looked at', async () => {
  const keeper = findingsKeeper<Found>(1, () => Promise.reject(new Error('nothing to write')));
  expect(await keeper.end()).toEqual({ instruments: 0, sessions: [], hits: 0, changed: 0 });
});

type Found = ReturnType<typeof found>;

function found(symbol: string, hits: number) {
  return {
    symbol,
    sessions: [first, second].flatMap((session) => session ?? []),
    found: Array.from({ length: hits }, (_, hit) => hit),
  };
}
