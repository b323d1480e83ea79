import type { Calendar } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { holesIn, reconcileGaps } from '../../core/sync/holes.ts';
import type { SeriesGap } from '../../store/gaps.ts';
import type { Books } from '../../store/store.ts';

const EXPLAINED = {
  state: 'explained',
  reason: "suspended or without a trade: the exchange's file of the session has no row",
} as const;

async function settle(
  books: Books,
  calendar: Calendar,
  gap: SeriesGap,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): Promise<boolean> {
  const { exchange } = calendar;
  const series = (await books.instruments.seriesOf([gap.instrumentId])).filter(
    (one) => one.exchange === exchange,
  );
  if (series.length === 0) return false;
  const ids = series.map(({ listingId }) => listingId);
  const kind = series.some((one) => one.series === 'INDEX') ? 'indices' : 'prices';
  const files = await books.sessionFiles.between(exchange, from, to);
  const done = new Set(
    files
      .filter((file) => file.kind === kind && file.state === 'done')
      .map(({ session }) => session),
  );
  const days = calendar.sessions(from, to);
  if (!days.some(({ session }) => done.has(session))) return false;
  const kept = new Set((await books.candles.daily(ids, from, to)).map(({ session }) => session));
  const holes = holesIn(
    days,
    ({ session }) => kept.has(session),
    ({ session }) => (done.has(session) ? EXPLAINED : { state: 'open', reason: gap.reason }),
    ({ session }) => session,
  );
  const changes = reconcileGaps([gap], holes, false, now);
  await books.gaps.apply(gap.instrumentId, '1d', changes);
  return changes.save.length + changes.remove.length > 0;
}

/**
 * Explains open gaps of daily series by the sessions that were had whole: a security that has no row
 * in the exchange's own file was not dealt in. Gaps that have rows now are filled.
 *
 * @param from first and last session that have come in
 * @returns gaps that have changed
 */
export async function settleGaps(
  books: Books,
  calendar: Calendar,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): Promise<number> {
  let changed = 0;
  for (const gap of await books.gaps.list('open')) {
    if (gap.interval !== '1d' || gap.to < from || gap.from > to) continue;
    if (!isSessionDate(gap.from) || !isSessionDate(gap.to)) continue;
    if (await settle(books, calendar, gap, gap.from, gap.to, now)) changed++;
  }
  return changed;
}
