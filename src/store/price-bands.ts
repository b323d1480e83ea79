import type { PriceBand } from '../core/market/price-band.ts';
import { isSessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { noteOn, withChanges } from '../core/sync/dated-runs.ts';
import type { DatedValue } from '../core/sync/dated-runs.ts';
import type { Handle } from './handle.ts';
import { pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';
import { namedListing } from './recognise.ts';

/** A band that holds from a session on. */
export interface DatedBand extends Omit<PriceBand, 'symbol' | 'series'> {
  readonly listingId: number;
  readonly from: SessionDate;
}

/** One text for each pair of band and remark, to be compared. */
const textOf = ({ percent, remark }: Pick<PriceBand, 'percent' | 'remark'>): string =>
  `${percent ?? ''}|${remark ?? ''}`;

const partsOf = (text: string): { percent: number | null; remark: string | null } => {
  const cut = text.indexOf('|');
  const [percent, remark] = [text.slice(0, cut), text.slice(cut + 1)];
  return {
    percent: percent === '' ? null : Number(percent),
    remark: remark === '' ? null : remark,
  };
};

/** Reading of price bands. */
export function readPriceBandRows({ db }: Handle) {
  return {
    /** Every band of the listings that is known, oldest first. */
    async of(listingIds: readonly number[]): Promise<DatedBand[]> {
      if (listingIds.length === 0) return [];
      const rows = await db
        .selectFrom('price_bands')
        .selectAll()
        .where('listing_id', 'in', listingIds)
        .orderBy('valid_from')
        .orderBy('listing_id')
        .execute();
      return rows.flatMap((row) =>
        isSessionDate(row.valid_from)
          ? [
              {
                listingId: row.listing_id,
                from: row.valid_from,
                ...(row.band_percent === null ? {} : { percent: row.band_percent }),
                ...(row.remark === null ? {} : { remark: row.remark }),
              },
            ]
          : [],
      );
    },
  };
}

/** What became of a session's bands. */
export interface NotedBands {
  /** Rows inserted or taken away. */
  readonly changed: number;
  /** Bands of securities that nobody has heard of yet. */
  readonly unknown: number;
}

/**
 * Takes note of the bands of sessions, inside the caller's transaction: a row for each change only.
 *
 * @param known sessions whose bands were taken in before, oldest first
 */
export async function noteBands(
  { db, raw }: Handle,
  market: MarketIdentity,
  sessions: readonly { readonly session: SessionDate; readonly bands: readonly PriceBand[] }[],
  known: readonly SessionDate[],
): Promise<NotedBands> {
  if (sessions.length === 0) return { changed: 0, unknown: 0 };
  const kept = new Map<number, DatedValue<string>[]>();
  const rows = await db
    .selectFrom('price_bands')
    .selectAll()
    .orderBy('listing_id')
    .orderBy('valid_from')
    .execute();
  for (const row of rows) {
    const value = `${row.band_percent ?? ''}|${row.remark ?? ''}`;
    pushTo(kept, row.listing_id, { from: row.valid_from, value });
  }
  const seen = [...known];
  let [changed, unknown] = [0, 0];
  const put = raw.prepare(
    'INSERT OR REPLACE INTO price_bands (listing_id, valid_from, band_percent, remark) VALUES (?, ?, ?, ?)',
  );
  const remove = raw.prepare('DELETE FROM price_bands WHERE listing_id = ? AND valid_from = ?');
  for (const { session, bands } of sessions) {
    const next = seen.find((one) => one > session);
    for (const band of bands) {
      const listing = namedListing(market, band.symbol, band.series, session);
      if (!listing) {
        unknown++;
        continue;
      }
      const runs = kept.get(listing.id) ?? [];
      const changes = noteOn(runs, session, textOf(band), () => next);
      if (changes.put.length + changes.remove.length === 0) continue;
      for (const from of changes.remove) changed += remove.run(listing.id, from).changes;
      for (const { from, value } of changes.put) {
        const { percent, remark } = partsOf(value);
        changed += put.run(listing.id, from, percent, remark).changes;
      }
      kept.set(listing.id, withChanges(runs, changes));
    }
    seen.push(session);
    seen.sort();
  }
  return { changed, unknown };
}
