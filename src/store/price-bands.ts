import type { PriceBand } from '../core/market/price-band.ts';
import { isSessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { noteOn, withChanges } from '../core/sync/dated-runs.ts';
import { cellsOf } from './cells-of.ts';
import type { Handle } from './handle.ts';
import { pushTo } from './market-identity.ts';
import type { MarketIdentity } from './market-identity.ts';
import { namedListing } from './recognise.ts';

/** A band that holds from a session on. */
export interface DatedBand extends Omit<PriceBand, 'symbol' | 'series'> {
  readonly listingId: number;
  readonly from: SessionDate;
}

/** A band and its remark, as they are told or as they are kept. */
interface BandParts {
  readonly percent?: number | null;
  readonly remark?: string | null;
}

const isSame = (percent: number | null, remark: string | null, band: BandParts): boolean =>
  percent === (band.percent ?? null) && remark === (band.remark ?? null);

/** One text for each pair of band and remark, to be compared. */
const textOf = ({ percent, remark }: BandParts): string => `${percent ?? ''}|${remark ?? ''}`;

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
  type Row = readonly [number, string, number | null, string | null];
  const query = db
    .selectFrom('price_bands')
    .select(['listing_id', 'valid_from', 'band_percent', 'remark'])
    .orderBy('listing_id')
    .orderBy('valid_from');
  const kept = new Map<number, Row[]>();
  for (const row of cellsOf<Row>({ raw }, query)) pushTo(kept, row[0], row);
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
      const rows = kept.get(listing.id) ?? [];
      const newest = rows.at(-1);
      if (newest && newest[1] <= session && isSame(newest[2], newest[3], band)) continue;
      const runs = rows.map(([, from, percent, remark]) => ({
        from,
        value: textOf({ percent, remark }),
      }));
      const changes = noteOn(runs, session, textOf(band), () => next);
      if (changes.put.length + changes.remove.length === 0) continue;
      for (const from of changes.remove) changed += remove.run(listing.id, from).changes;
      for (const { from, value } of changes.put) {
        const { percent, remark } = partsOf(value);
        changed += put.run(listing.id, from, percent, remark).changes;
      }
      const after = withChanges(runs, changes).map(({ from, value }): Row => {
        const { percent, remark } = partsOf(value);
        return [listing.id, from, percent, remark];
      });
      kept.set(listing.id, after);
    }
    seen.push(session);
    seen.sort();
  }
  return { changed, unknown };
}
