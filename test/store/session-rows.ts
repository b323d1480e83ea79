import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { SessionRow } from '../../src/ports/prices.ts';
import { packRows } from '../../src/store/packed-rows.ts';
import type { KeptSessions, SessionToKeep } from '../../src/store/session-books.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { NOW, TODAY } from '../support/opened-store.ts';

/** A row of a session's file: `ACME EQ INE001A01018 100`; without ISIN: `ACME EQ - 100`. */
export function sessionRow(day: string, told: string): SessionRow {
  const [symbol = '', series = '', isin = '-', close = '100'] = told.split(' ');
  const price = paise(Number(close));
  return {
    symbol,
    series,
    ...(isin === '-' ? {} : { isin, kind: isin.slice(7, 9) === '01' ? 'share' : 'bond' }),
    bar: {
      session: sessionDate(day),
      openPaise: price,
      highPaise: price,
      lowPaise: price,
      closePaise: price,
      volume: 10,
    },
    trades: 1,
  };
}

/** A session of whole rows. */
export function priced(day: string, ...rows: readonly SessionRow[]): SessionToKeep {
  const on = sessionDate(day);
  return { session: on, prices: packRows(on, rows) };
}

/** A session of rows as they are told. */
export function session(day: string, ...rows: readonly string[]): SessionToKeep {
  return priced(day, ...rows.map((row) => sessionRow(day, row)));
}

/** Keeps sessions as the job does: oldest first, and which of them were had. */
export async function kept(
  { store }: OpenStore,
  ...sessions: readonly SessionToKeep[]
): Promise<KeptSessions> {
  return store.write(async (books) => {
    const result = await books.sessions.keep('XNSE', 'nse', sessions, TODAY, NOW);
    for (const one of sessions) {
      const file = { session: one.session, state: 'done', rows: 1, refused: 0, at: NOW } as const;
      if (one.prices) await books.sessionFiles.record('XNSE', { ...file, kind: 'prices' });
      if (one.bands) await books.sessionFiles.record('XNSE', { ...file, kind: 'bands' });
    }
    return result;
  });
}

/** Kept daily candles as `day symbol series isin close`, by day and symbol. */
export async function shown({ store }: OpenStore): Promise<string[]> {
  const candles = await store.shownCandles.list({ interval: '1d' });
  return candles.map(
    ({ at, symbol, series, isin = '-', closePaise }) =>
      `${at} ${symbol} ${series} ${isin} ${closePaise}`,
  );
}

/** What is known of the one instrument that the word means. */
export async function story({ store }: OpenStore, word: string) {
  const stories = await store.instrumentStories.of(word);
  const [first] = stories;
  if (!first) throw new Error(`nobody knows ${word}`);
  return {
    others: stories.length - 1,
    name: first.name,
    isin: first.isin,
    isins: first.isins.map(({ from, value }) => `${from} ${value}`),
    names: first.names.map(({ from, value }) => `${from} ${value}`),
    symbols: first.symbols.map(({ symbol, from, to = '' }) => `${from} ${symbol} ${to}`.trim()),
    series: first.listings.map(({ series, candles }) => `${series}×${candles}`),
    provisional: first.provisional,
  };
}
