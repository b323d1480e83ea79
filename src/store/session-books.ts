import type { IndexClose } from '../core/indices/index-close.ts';
import { impossible } from '../core/market/bar.ts';
import type { DailyBar } from '../core/market/bar.ts';
import type { Instant } from '../core/market/instant.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import { paise } from '../core/market/money.ts';
import type { PriceBand } from '../core/market/price-band.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Delivery } from '../ports/end-of-day.ts';
import type { PriceSourceName } from '../ports/prices.ts';
import { writeCandles } from './candles.ts';
import type { ListedBar } from './candles.ts';
import type { Handle } from './handle.ts';
import { writeIndexValues } from './index-values.ts';
import type { ListedClose } from './index-values.ts';
import { loadMarket } from './load-market.ts';
import type { MarketIdentity } from './market-identity.ts';
import type { PackedRows } from './packed-rows.ts';
import { inKeyOrder, placedRows } from './placed-rows.ts';
import { noteBands } from './price-bands.ts';
import { listingAt, recogniseIndex } from './recognise.ts';
import { readSessionFiles } from './session-files.ts';
import { writeSessionTrades } from './session-trades.ts';
import type { SessionTrades } from './session-trades.ts';
import { writeIdentity } from './write-identity.ts';

/** What was had of one session; absent parts were not. */
export interface SessionToKeep {
  readonly session: SessionDate;
  /** With deliveries where they came together. */
  readonly prices?: PackedRows;
  /** Deliveries that came without the prices, which were kept before. */
  readonly deliveries?: readonly Delivery[];
  readonly indices?: readonly IndexClose[];
  readonly bands?: readonly PriceBand[];
}

/** What keeping sessions came to. */
export interface KeptSessions {
  /** Rows inserted or changed, in all tables of the market. */
  readonly changed: number;
  /** Instruments that were never heard of before. */
  readonly newInstruments: number;
  /** Deliveries without a row of prices, and bands of unheard-of securities. */
  readonly unmatched: number;
}

/** Deliveries of a session whose prices were kept before. */
function lateDeliveries(
  market: MarketIdentity,
  { session, deliveries = [] }: SessionToKeep,
): { rows: SessionTrades[]; unmatched: number } {
  const rows = deliveries.flatMap((row) => {
    const listing = listingAt(market, row.symbol, row.series, session);
    const { delivered } = row;
    return listing ? [{ listingId: listing.id, session, dealt: {}, delivered }] : [];
  });
  return { rows, unmatched: deliveries.length - rows.length };
}

/** A candle of an index, in hundredths of a point; absent where only a close is told. */
function indexBar({ session, open, high, low, close }: IndexClose): DailyBar | undefined {
  if (open === undefined || high === undefined || low === undefined) return undefined;
  const bar = {
    session,
    openPaise: paise(open),
    highPaise: paise(high),
    lowPaise: paise(low),
    closePaise: paise(close),
    volume: 0,
  };
  return impossible(bar) === undefined ? bar : undefined;
}

/** Writing of whole sessions of the market, inside the caller's transaction. */
export function writeSessions(handle: Handle) {
  return {
    /**
     * Keeps sessions: who is who, raw candles, trades and deliveries, index values and their candles,
     * price bands. Rows of all sessions are written in the order of their keys.
     *
     * @param sessions oldest first
     * @param today changes of symbols after it have not happened
     */
    async keep(
      exchange: ExchangeCode,
      source: PriceSourceName,
      sessions: readonly SessionToKeep[],
      today: SessionDate,
      at: Instant,
    ): Promise<KeptSessions> {
      if (sessions.length === 0) return { changed: 0, newInstruments: 0, unmatched: 0 };
      const market = loadMarket(handle, exchange, today);
      const priced = placedRows(market);
      const late: SessionTrades[] = [];
      const closes: ListedClose[] = [];
      let unmatched = 0;
      for (const one of sessions) {
        const { session, indices = [] } = one;
        if (one.prices) {
          priced.add(one.prices);
          unmatched += one.prices.unmatched;
        } else {
          const found = lateDeliveries(market, one);
          late.push(...found.rows);
          unmatched += found.unmatched;
        }
        for (const close of indices) {
          closes.push({ listingId: recogniseIndex(market, session, close.name), close });
        }
        if (one.prices && !market.sessions.includes(session)) {
          market.sessions.push(session);
          market.sessions.sort();
        }
      }
      await writeIdentity(handle, market, at);
      const [candles, trades] = [writeCandles(handle), writeSessionTrades(handle)];
      const rows = priced.inKeyOrder();
      const values = inKeyOrder(market, closes, ({ close }) => close.session);
      const indexBars = values.flatMap(({ listingId, close }): ListedBar[] => {
        const bar = indexBar(close);
        return bar ? [{ listingId, bar }] : [];
      });
      const bandsBefore = await readSessionFiles(handle).done(exchange, 'bands');
      const bands = await noteBands(
        handle,
        market,
        sessions.flatMap(({ session, bands: list }) => (list ? [{ session, bands: list }] : [])),
        bandsBefore,
      );
      const changed =
        candles.saveDailyRows('raw', source, rows, priced.bar) +
        trades.save(rows, priced.trades) +
        trades.save(
          inKeyOrder(market, late, (row) => row.session),
          (row) => row,
        ) +
        writeIndexValues(handle).save(values) +
        candles.saveDailyRows('raw', source, indexBars, (bar) => bar) +
        bands.changed;
      const newInstruments = market.pending.instruments.length - market.pending.merges.length;
      return {
        changed,
        newInstruments: Math.max(0, newInstruments),
        unmatched: unmatched + bands.unknown,
      };
    },
  };
}
