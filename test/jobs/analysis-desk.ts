import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { DailyBar } from '../../src/core/market/bar.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { walk } from '../core/patterns/made-up-candles.ts';
import { bench } from '../support/bench.ts';
import type { Bench } from '../support/bench.ts';
import { sessionsOf } from '../support/bars.ts';
import { learnt, openedStore, share } from '../support/opened-store.ts';

/** Shares with walks of daily prices, and a run's context beside them. */
export interface AnalysisDesk extends Bench {
  readonly opened: OpenStore;
  /** Instrument ids by symbol. */
  readonly ids: ReadonlyMap<string, number>;
  /** Bars by symbol, as they are kept. */
  readonly bars: ReadonlyMap<string, readonly DailyBar[]>;
}

/** Bars of a walk on the sessions from 2025 on. */
export function walkedBars(seed: number, sessions: readonly string[]): DailyBar[] {
  return walk(sessions.length, seed).map(([open, high, low, close], place) => ({
    session: sessionDate(sessions[place] ?? ''),
    openPaise: paise(open * 100),
    highPaise: paise(high * 100),
    lowPaise: paise(low * 100),
    closePaise: paise(close * 100),
    volume: 1000 + place,
  }));
}

/** @param now the run's moment in India; bars reach from 2025 to 8 January 2026 */
export async function analysisDesk(
  now = '2026-01-08T20:00',
  symbols: readonly string[] = ['ACME', 'BRICK'],
): Promise<AnalysisDesk> {
  const opened = await openedStore();
  const list = symbols.map((symbol, place) =>
    share(symbol, { isin: `INE00000${String(place).padStart(2, '0')}01` }),
  );
  await learnt(opened, list);
  const sessions = sessionsOf('2025-01-01', '2026-01-08');
  const listings = await opened.store.instruments.find('XNSE', symbols);
  const bars = new Map(
    listings.map(({ symbol, listingId }) => [symbol, walkedBars(listingId + 100, sessions)]),
  );
  await opened.store.write(async (books) => {
    for (const { symbol, listingId } of listings) {
      books.candles.saveDaily(listingId, 'raw', 'nse', bars.get(symbol) ?? []);
    }
  });
  return {
    ...bench({ now, store: opened.store }),
    opened,
    bars,
    ids: new Map(listings.map(({ symbol, instrumentId }) => [symbol, instrumentId])),
  };
}
