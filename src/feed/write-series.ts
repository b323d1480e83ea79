import type { Failure } from '../core/failure.ts';
import type { Interval } from '../core/market/bar.ts';
import type { Listing } from '../core/market/listing.ts';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { holesIn, lastWord } from '../core/sync/holes.ts';
import type { Explanation } from '../core/sync/holes.ts';
import type { AskReason } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { Books } from '../store/store.ts';
import type { SeriesGap } from '../store/gaps.ts';
import { gapChanges, gapFinder } from './gap-changes.ts';
import { wasAsked } from './reasons.ts';
import { adopt, listingFor } from './target.ts';
import type { Target } from './target.ts';

/** One window that was asked for, and what came of it. */
export interface AskRecord {
  /** What a source really answered for; where none did, what was asked for. */
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

/** The slots of a range as they are now. */
export interface Examined<Slot> {
  /** Every slot of the calendar, oldest first. */
  readonly slots: readonly Slot[];
  readonly present: (slot: Slot) => boolean;
  /** Whether the run can say something of it: closed by now, and of a session that it is about. */
  readonly due: (slot: Slot) => boolean;
}

/** How to look at a series inside the transaction that writes it. */
export interface SeriesView<Slot> {
  readonly interval: Interval;
  /** First and last slot examined, by name; widened to the gaps that touch the range. */
  readonly from: string;
  readonly to: string;
  /** Writes what came. @returns rows changed */
  save(books: Books, listing: Listing): number;
  examine(
    books: Books,
    listingIds: readonly number[],
    from: string,
    to: string,
  ): Promise<Examined<Slot>>;
  /** Why a slot is missing, as far as this run knows; absent: what was remembered stands. */
  explain(slot: Slot): Explanation | undefined;
  /** The source that the run asks first for a session; absent: none serves it. */
  first(session: SessionDate): string | undefined;
  name(slot: Slot): string;
  session(slot: Slot): SessionDate;
}

/** What the transaction found and wrote. */
export interface WrittenSeries {
  readonly changed: number;
  readonly openSlots: number;
}

const NOT_ASKED: Explanation = { state: 'open', reason: 'not asked for yet' };

function widened(gaps: readonly SeriesGap[], from: string, to: string): [string, string] {
  const standing = gaps.filter(({ state }) => state !== 'filled');
  return [
    standing.reduce((least, gap) => (gap.from < least ? gap.from : least), from),
    standing.reduce((most, gap) => (gap.to > most ? gap.to : most), to),
  ];
}

/**
 * Brings the remembered gaps in line with the rows that are there. What the run is not about keeps
 * its gap; what was explained stays so until the run explains it better; slots that were asked for
 * more or less often are told apart, so that a new hole does not inherit an old one's vain attempts.
 *
 * @returns slots that are still to be had
 */
async function keepGaps<Slot>(
  books: Books,
  listing: Listing,
  listingIds: readonly number[],
  view: SeriesView<Slot>,
  asks: readonly AskRecord[],
  now: Instant,
): Promise<number> {
  const { instrumentId } = listing;
  const touching = await books.gaps.touching(instrumentId, view.interval, view.from, view.to);
  const gapOf = gapFinder(touching);
  const range = widened(touching, view.from, view.to);
  const { slots, present, due } = await view.examine(books, listingIds, ...range);

  const explain = (slot: Slot): Explanation => {
    const known = gapOf(view.name(slot));
    const remembered = known as Explanation | undefined;
    const told = due(slot) ? view.explain(slot) : undefined;
    if (told?.state === 'explained') return told;
    const session = view.session(slot);
    if (remembered?.state === 'explained') return lastWord(remembered, told, view.first(session));
    if (!told || !wasAsked(asks, session)) return told ?? remembered ?? NOT_ASKED;
    const times = (known?.attempts ?? 0) + 1;
    return times === 1 ? told : { state: 'open', reason: `${told.reason}, ${times} times` };
  };
  const missing = (slot: Slot): boolean =>
    !present(slot) && (due(slot) || gapOf(view.name(slot)) !== undefined);
  const holesOf = (asked: boolean) =>
    holesIn(
      slots,
      (slot) => !missing(slot) || (due(slot) && wasAsked(asks, view.session(slot))) !== asked,
      explain,
      (slot) => view.name(slot),
    );
  const [asked, others] = [holesOf(true), holesOf(false)];
  await books.gaps.apply(instrumentId, view.interval, gapChanges(touching, asked, others, now));
  return [...asked, ...others]
    .filter(({ state }) => state === 'open')
    .reduce((sum, hole) => sum + hole.slots, 0);
}

/** Keeps what was asked for; the rows of the series were written once, for the first that answered. */
async function recordAsks(
  ctx: Context,
  books: Books,
  view: { readonly interval: Interval; readonly symbol: string; readonly changed: number },
  asks: readonly AskRecord[],
): Promise<void> {
  const first = asks.find(({ source }) => source !== undefined);
  const at = ctx.wall.now();
  for (const ask of asks) {
    await books.syncHistory.record({
      runId: ctx.run.id,
      job: ctx.run.job,
      symbol: view.symbol,
      interval: view.interval,
      status: ask.failure || ask.unknown ? 'FAILED' : ask.refused > 0 ? 'PARTIAL' : 'SUCCESS',
      from: ask.from,
      to: ask.to,
      received: ask.received,
      changed: ask === first ? view.changed : 0,
      refused: ask.refused,
      why: ask.why,
      asOf: ctx.clock.now(),
      startedAt: at,
      endedAt: at,
      ...(ask.source === undefined ? {} : { source: ask.source }),
      ...(ask.failure ? { error: { code: ask.failure.code, message: ask.failure.message } } : {}),
    });
  }
}

/**
 * Writes what came for one series, looks at the rows that are there then, brings the gaps in line
 * with them and records the requests: all in one transaction, so that after a kill the rows, the
 * gaps and the history say the same.
 *
 * @param earlier rows of the series that this run changed in transactions before this one
 */
export async function writeSeries<Slot>(
  ctx: Context,
  target: Target,
  view: SeriesView<Slot>,
  asks: readonly AskRecord[],
  earlier = 0,
): Promise<WrittenSeries> {
  const written = await ctx.store.write(async (books) => {
    const listing = await listingFor(target, books, ctx.wall.now());
    const changed = earlier + view.save(books, listing);
    const ids = [...new Set([...target.listingIds, listing.listingId])];
    const openSlots = await keepGaps(books, listing, ids, view, asks, ctx.clock.now());
    const { interval } = view;
    await recordAsks(ctx, books, { interval, symbol: target.asked.symbol, changed }, asks);
    return { listing, changed, openSlots };
  });
  adopt(target, written.listing);
  return { changed: written.changed, openSlots: written.openSlots };
}
