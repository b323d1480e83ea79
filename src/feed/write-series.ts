import type { Failure } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import type { Listing } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { holesIn, reconcileGaps } from '../core/sync/holes.ts';
import type { Explanation, KeptGap } from '../core/sync/holes.ts';
import type { AskReason } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { Books } from '../store/store.ts';
import type { SeriesGap } from '../store/gaps.ts';
import { adopt, listingFor } from './target.ts';
import type { Target } from './target.ts';

/** One window that was asked for, and what came of it. */
export interface AskRecord {
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly why: AskReason;
  readonly source?: string;
  readonly received: number;
  readonly refused: number;
  readonly failure?: Failure;
  /** No source knows the instrument. */
  readonly unknown?: true;
}

/** How to look at a series inside the transaction that writes it. */
export interface SeriesView<Slot> {
  readonly interval: Interval;
  /** First and last slot examined, by name; widened to the gaps that touch the range. */
  readonly from: string;
  readonly to: string;
  /** Writes what came. @returns rows changed */
  save(books: Books, listing: Listing): Promise<number> | number;
  /** Expected slots of the examined range, oldest first, and which of them have a row. */
  examine(
    books: Books,
    listingIds: readonly number[],
    from: string,
    to: string,
  ): Promise<{ readonly expected: readonly Slot[]; readonly present: (slot: Slot) => boolean }>;
  /** Why a slot is missing, as far as this run knows; absent: what was remembered stands. */
  explain(slot: Slot, present: (slot: Slot) => boolean): Explanation | undefined;
  name(slot: Slot): string;
}

const NOT_ASKED: Explanation = { state: 'open', reason: 'not asked for yet' };

/** The remembered gap in which a slot lies. */
export function gapAt(gaps: readonly KeptGap[], slot: string): KeptGap | undefined {
  return gaps.find((gap) => gap.state !== 'filled' && gap.from <= slot && slot <= gap.to);
}

function widened(gaps: readonly SeriesGap[], from: string, to: string): [string, string] {
  const standing = gaps.filter(({ state }) => state !== 'filled');
  return [
    standing.reduce((least, gap) => (gap.from < least ? gap.from : least), from),
    standing.reduce((most, gap) => (gap.to > most ? gap.to : most), to),
  ];
}

/** What the transaction found and wrote. */
export interface WrittenSeries {
  readonly changed: number;
  readonly openSlots: number;
}

/**
 * Writes what came for one series, looks at the rows that are there then, brings the gaps in line
 * with them and records the requests: all in one transaction, so that after a kill the rows, the
 * gaps and the history say the same.
 */
export async function writeSeries<Slot>(
  ctx: Context,
  target: Target,
  view: SeriesView<Slot>,
  asks: readonly AskRecord[],
): Promise<WrittenSeries> {
  const startedAt = ctx.wall.now();
  const tried = asks.some(({ source }) => source !== undefined);
  const written = await ctx.store.write(async (books) => {
    const listing = await listingFor(target, books, startedAt);
    const { instrumentId } = listing;
    const changed = await view.save(books, listing);
    const touching = await books.gaps.touching(instrumentId, view.interval, view.from, view.to);
    const [from, to] = widened(touching, view.from, view.to);
    const ids = [...new Set([...target.listingIds, listing.listingId])];
    const { expected, present } = await view.examine(books, ids, from, to);
    const holes = holesIn(
      expected,
      present,
      (slot) =>
        view.explain(slot, present) ??
        (gapAt(touching, view.name(slot)) as Explanation | undefined) ??
        NOT_ASKED,
      view.name,
    );
    const gaps = reconcileGaps(touching, holes, tried, ctx.clock.now());
    await books.gaps.apply(instrumentId, view.interval, gaps);
    for (const ask of asks) {
      await books.syncHistory.record({
        runId: ctx.run.id,
        job: ctx.run.job,
        symbol: target.asked.symbol,
        interval: view.interval,
        status: ask.failure || ask.unknown ? 'FAILED' : ask.refused > 0 ? 'PARTIAL' : 'SUCCESS',
        from: ask.from,
        to: ask.to,
        received: ask.received,
        changed,
        refused: ask.refused,
        why: ask.why,
        asOf: ctx.clock.now(),
        startedAt,
        endedAt: ctx.wall.now(),
        ...(ask.source === undefined ? {} : { source: ask.source }),
        ...(ask.failure ? { error: { code: ask.failure.code, message: ask.failure.message } } : {}),
      });
    }
    const openSlots = holes
      .filter(({ state }) => state === 'open')
      .reduce((sum, hole) => sum + hole.slots, 0);
    return { listing, changed, openSlots };
  });
  adopt(target, written.listing);
  return written;
}
