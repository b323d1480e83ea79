import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import type { Context } from '../../kit/context.ts';
import { askInTurn, mayAskUndated, syncRecord } from './piece.ts';
import type { Piece } from './piece.ts';
import type { DayRange } from './plan.ts';
import type { Reading } from './take-actions.ts';

/** Name of announcements in the history of requests. */
export const ANNOUNCEMENTS = 'announcements';

/** Who filed it, where the source named the company only. */
function withSymbol(filing: Announcement, { find }: Reading): Announcement {
  if (filing.symbol !== undefined && filing.source === 'nse') return filing;
  const known = find({ company: filing.company });
  if (!known) return filing;
  return {
    ...filing,
    symbol: known.symbol,
    ...(known.isin === undefined ? {} : { isin: known.isin }),
  };
}

/**
 * Takes the announcements of some days in, in one transaction: NSE's, BSE's where NSE cannot be had,
 * the feed's last ones where neither can. What the run cannot have seen yet is left out.
 */
export async function takeAnnouncements(
  ctx: Context,
  days: DayRange,
  reading: Reading,
): Promise<Piece> {
  const { symbols } = reading;
  const [symbol, ...others] = symbols ?? [];
  const asked = await askInTurn(
    ctx,
    ctx.sources.announcements
      .filter(({ name }) => name !== 'nse-rss' || mayAskUndated(ctx))
      .map((source) => ({
        name: source.name,
        ask: (wish) => source.announcements(wish),
      })),
    { ...days, ...(symbol !== undefined && others.length === 0 ? { symbol } : {}) },
  );
  const now = ctx.clock.now();
  const filings = asked.rows
    .map((filing) => withSymbol(filing, reading))
    .filter(({ at }) => at <= now)
    .filter((filing) => !symbols || symbols.has(filing.symbol ?? ''));
  return ctx.store.write(async (books) => {
    const piece: Piece = {
      name: ANNOUNCEMENTS,
      days,
      received: asked.rows.length,
      rows: await books.corporateAnnouncements.save(filings),
      refused: asked.refused.length,
      unread: asked.refused,
      ...(asked.failure ? { failure: asked.failure } : {}),
      ...(asked.failure && asked.source !== undefined ? { standIn: asked.source } : {}),
    };
    await books.syncHistory.record(syncRecord(ctx, piece, asked, 'days of announcements'));
    return piece;
  });
}
