import type { Calendar } from '../core/calendar/calendar.ts';
import type { DailyBar, RefusedRow } from '../core/market/bar.ts';
import { addDays, isSessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { compareOverlap } from '../core/sync/overlap.ts';
import type { Explanation } from '../core/sync/holes.ts';
import { finishedAt, planSeries } from '../core/sync/plan.ts';
import type { PlannedAsk } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { KeptDailyBar } from '../store/candles.ts';
import { askChain } from './ask-chain.ts';
import type { ChainAnswer } from './ask-chain.ts';
import { answeredLately, chainLimits, resultOf } from './series-ranges.ts';
import { gapAt, writeSeries } from './write-series.ts';
import type { AskRecord, SeriesView } from './write-series.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';

/** Keeps bars of finished sessions; a bar of a day on which the exchange is shut is refused. */
function ofSessions(
  answer: ChainAnswer<DailyBar>,
  calendar: Calendar,
  finishedBy: number,
): ChainAnswer<DailyBar> {
  const refused: RefusedRow[] = [...answer.refused];
  const bars = answer.bars.filter((bar) => {
    const day = calendar.day(bar.session);
    if (day.state === 'open') return finishedAt(day, '1d') <= finishedBy;
    refused.push({ row: bar.session, reason: day.why });
    return false;
  });
  return { ...answer, bars, refused };
}

/** Asks one window; when the source has moved its basis, the whole kept series is asked for anew. */
async function askWindow(
  ctx: Context,
  target: Target,
  wish: FeedWish,
  planned: PlannedAsk,
  kept: readonly KeptDailyBar[],
): Promise<{ record: AskRecord; answers: ChainAnswer<DailyBar>[] }> {
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  const ask = async (range: { from: SessionDate; to: SessionDate }, chain = wish.chain) =>
    askChain<DailyBar>(ctx, chain, target.asked, '1d', range, async (source, from, to) =>
      source.daily?.({
        listing: target.asked,
        from,
        to,
        ...(from <= today && today <= to ? { today } : {}),
      }),
    );
  const { from, to, why } = planned;
  const result = await ask(planned);
  const none = { from, to, why, received: 0, refused: 0 };
  if (result.kind === 'unknown') return { record: { ...none, unknown: true }, answers: [] };
  if (result.kind === 'failed') {
    return { record: { ...none, failure: result.failure }, answers: [] };
  }
  const answers = [ofSessions(result, calendar, now)];
  const sameSeries = new Map(
    kept
      .filter((bar) => bar.source === result.source && bar.basis === result.basis)
      .map((bar) => [bar.session as string, bar as DailyBar]),
  );
  const verdict = compareOverlap(sameSeries, result.bars);
  const extent =
    verdict.kind === 'moved' ? await ctx.store.candles.dailyExtent(target.listingIds) : undefined;
  if (verdict.kind === 'moved' && extent) {
    ctx.warn(
      `${target.asked.symbol}: ${result.source} has adjusted its prices by ${verdict.factor.toFixed(4)}; the whole series is asked for again`,
    );
    const only = wish.chain.filter(({ name }) => name === result.source);
    const rests = [
      { from: extent.first, to: addDays(from, -1) },
      { from: addDays(to, 1), to: extent.last },
    ].filter((range) => range.from <= range.to);
    for (const rest of rests) {
      const again = await ask(rest, only);
      // Half a series on the new basis would be worse than none: all of it or nothing.
      if (again.kind === 'failed')
        return { record: { ...none, failure: again.failure }, answers: [] };
      if (again.kind === 'answered') answers.push(ofSessions(again, calendar, now));
    }
  }
  const sum = (count: (answer: ChainAnswer<DailyBar>) => number): number =>
    answers.reduce((total, answer) => total + count(answer), 0);
  return {
    answers,
    record: {
      ...none,
      source: result.source,
      received: sum(({ bars }) => bars.length),
      refused: sum(({ refused }) => refused.length),
    },
  };
}

/**
 * Why a session has no bar, as far as this run knows.
 *
 * @param firstBar the first session of which a bar is kept at all: shares that were traded before
 *   their listing date have bars from before it
 */
function explainer(
  target: Target,
  records: readonly AskRecord[],
  firstBar: SessionDate | undefined,
): (session: SessionDate) => Explanation | undefined {
  const { listedOn } = target.listing ?? {};
  return (session) => {
    const asked = records.find(
      ({ source, from, to }) => source !== undefined && from <= session && session <= to,
    );
    if (!asked) return undefined;
    const beforeAll = firstBar === undefined || session < firstBar;
    if (beforeAll && listedOn !== undefined && session < listedOn) {
      return { state: 'explained', reason: `not listed: listed on ${listedOn}` };
    }
    if (beforeAll && listedOn === undefined && firstBar !== undefined) {
      return {
        state: 'explained',
        reason: `not listed yet, as far as ${asked.source} tells: its first candle is of ${firstBar}`,
      };
    }
    return { state: 'open', reason: `${asked.source} answered without it` };
  };
}

/** Brings the daily bars of one instrument up to date. */
export async function feedDaily(
  ctx: Context,
  target: Target,
  wish: FeedWish,
): Promise<SeriesResult> {
  const { store } = ctx;
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const { listing, listingIds } = target;
  const kept =
    listingIds.length > 0 ? await store.candles.daily(listingIds, wish.from, wish.to) : [];
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, '1d', wish.from, wish.to)
    : [];
  const sessions = new Set<string>(kept.map(({ session }) => session));
  const limits = chainLimits(wish, '1d', calendar.dateAt(now)) ?? { windowDays: 365 };
  const plan = planSeries(
    calendar,
    {
      interval: '1d',
      complete: (session) => sessions.has(session) || gapAt(gaps, session)?.state === 'explained',
      anyRow: kept.length > 0,
      answered: await answeredLately(ctx, target, '1d', wish),
    },
    {
      from: wish.from,
      to: wish.to,
      missingOnly: wish.missingOnly,
      now,
      ...limits,
      ...(wish.only ? { only: wish.only } : {}),
    },
  );

  const records: AskRecord[] = [];
  const answers: ChainAnswer<DailyBar>[] = [];
  for (const planned of plan.asks) {
    const done = await askWindow(ctx, target, wish, planned, kept);
    records.push(done.record);
    answers.push(...done.answers);
  }
  const bars = answers.flatMap((answer) => answer.bars);
  const idle = records.length === 0 && plan.complete;
  if (idle || (!listing && bars.length === 0)) {
    return resultOf(target, '1d', plan, records, { changed: 0, openSlots: 0 });
  }

  const extent = listingIds.length > 0 ? await store.candles.dailyExtent(listingIds) : undefined;
  const firstBar = [extent?.first ?? '', ...bars.map(({ session }) => session as string)]
    .toSorted()
    .find(isSessionDate);
  const explain = explainer(target, records, firstBar);
  const view: SeriesView<SessionDate> = {
    interval: '1d',
    from: wish.from,
    to: wish.to,
    save: (books, { listingId }) =>
      answers.reduce(
        (sum, answer) =>
          sum + books.candles.saveDaily(listingId, answer.basis, answer.source, answer.bars),
        0,
      ),
    async examine(books, ids, from, to) {
      const rows = await books.candles.daily(ids, from as SessionDate, to as SessionDate);
      const there = new Set(rows.map(({ session }) => session));
      const expected = calendar
        .sessions(from as SessionDate, to as SessionDate)
        .filter((day) => finishedAt(day, '1d') <= now)
        .map(({ session }) => session);
      return {
        expected: wish.only
          ? expected.filter(
              (session) => wish.only?.has(session) || there.has(session) || gapAt(gaps, session),
            )
          : expected,
        present: (session) => there.has(session),
      };
    },
    explain,
    name: (session) => session,
  };
  return resultOf(target, '1d', plan, records, await writeSeries(ctx, target, view, records));
}
