import { onTestFinished } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import type { ListedInstrument } from '../../src/core/market/listing.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { openStore } from '../../src/store/store.ts';
import type { OpenStore } from '../../src/store/store.ts';

/** 26 November 2026, 09:15 in India. */
export const NOW = instant(Date.UTC(2026, 10, 26, 3, 45) / 1000);
/** The day of that moment. */
export const TODAY = sessionDate('2026-11-26');

/** An open store, closed at the end of the test: in memory unless a file is named. */
export async function openedStore(path = ':memory:'): Promise<OpenStore> {
  const opened = await openStore(path);
  onTestFinished(() => opened.close());
  return opened;
}

/** A share as a list names it. */
export function share(symbol: string, facts: Partial<ListedInstrument> = {}): ListedInstrument {
  return { exchange: 'XNSE', symbol, series: 'EQ', name: symbol, kind: 'share', ...facts };
}

/** Takes lists in, each on a day of its own, oldest first. */
export async function learnt(
  { store }: OpenStore,
  list: readonly ListedInstrument[],
  day = TODAY,
): Promise<{ added: number; changed: number }> {
  return store.write((books) => books.instruments.learn(list, day, NOW));
}

/** The listing of a new share, for hanging rows on. */
export async function newListing(opened: OpenStore, symbol = 'ACME'): Promise<number> {
  const { listingId } = await opened.store.write((books) =>
    books.instruments.addProvisional('XNSE', symbol, NOW),
  );
  return listingId;
}
