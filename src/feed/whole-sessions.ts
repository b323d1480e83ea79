import { Failure } from '../core/failure.ts';
import type { Listing } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Explanation } from '../core/sync/holes.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSource, SessionAnswer } from '../ports/prices.ts';
import { sourceFailure } from './ask-chain.ts';
import { dailyView } from './daily-view.ts';
import { reasonFrom } from './reasons.ts';
import { resultOf } from './series-ranges.ts';
import { needOf, recordsOf } from './session-need.ts';
import type { Need } from './session-need.ts';
import { rowOf } from './session-row.ts';
import { adopt, listingFor } from './target.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';
import { writeSeries } from './write-series.ts';
import type { AskRecord } from './write-series.ts';

/** Writes one session's rows of all targets in one transaction. */
async function keepSession(
  ctx: Context,
  source: PriceSource,
  answer: SessionAnswer,
  session: SessionDate,
  needs: readonly Need[],
): Promise<void> {
  const found = needs.flatMap((need) => {
    const row = rowOf(answer, need.target);
    need.outcomes.set(session, row ? 'row' : 'absent');
    return row ? [{ need, row }] : [];
  });
  if (found.length === 0) return;
  const at = ctx.wall.now();
  const { dailyBasis } = source.offers;
  const written = await ctx.store.write(async (books) => {
    const out: { need: Need; main: Listing; listingId: number; changed: number }[] = [];
    for (const { need, row } of found) {
      const main = await listingFor(need.target, books, at);
      const { instrumentId, exchange } = main;
      const listingId = await books.instruments.addListing(instrumentId, exchange, row.series);
      const changed = books.candles.saveDaily(listingId, dailyBasis, source.name, [row.bar]);
      out.push({ need, main, listingId, changed });
    }
    return out;
  });
  for (const { need, main, listingId, changed } of written) {
    adopt(need.target, main);
    if (!need.target.listingIds.includes(listingId)) need.target.listingIds.push(listingId);
    need.changed += changed;
  }
}

/** Why a session has no row, as far as its file tells. */
function explainer(
  { listing }: Target,
  need: Need,
  records: readonly AskRecord[],
): (session: SessionDate) => Explanation | undefined {
  const listedOn = listing?.listedOn;
  return (session) => {
    if (need.outcomes.get(session) !== 'absent') {
      return reasonFrom(records, session, (source) => ({
        state: 'open',
        reason: `${source} answered without it`,
      }));
    }
    const reason =
      listedOn !== undefined && session < listedOn
        ? `not listed: listed on ${listedOn}`
        : "suspended or without a trade: the exchange's file of the session has no row";
    return { state: 'explained', reason };
  };
}

/** Looks at a target's rows once its files are read, and explains what is not in them. */
async function settle(
  ctx: Context,
  source: PriceSource,
  need: Need,
  wish: FeedWish,
): Promise<SeriesResult> {
  const { target, plan, changed } = need;
  const records = recordsOf(need, source.name);
  const nothing = { changed, openSlots: 0 };
  if (!target.listing) {
    // The files name the whole market: whoever stands in none of them is nobody.
    const strange = records.map(({ from, to, why, received, refused, failure }): AskRecord => {
      const how = failure ? { failure } : { unknown: true as const };
      return { from, to, why, received, refused, ...how };
    });
    return resultOf(target, '1d', plan, strange, nothing);
  }
  const idle = records.length === 0 && plan.complete && !need.open;
  if (idle) return resultOf(target, '1d', plan, records, nothing);
  const view = dailyView(ctx, wish, explainer(target, need, records), () => 0);
  const written = await writeSeries(ctx, target, view, records, changed);
  return resultOf(target, '1d', plan, records, written);
}

/**
 * Brings daily bars up to date from a source that publishes whole sessions: each missing session's
 * file is read once for all targets, and committed whole.
 */
export async function feedWholeSessions(
  ctx: Context,
  source: PriceSource,
  targets: readonly Target[],
  wish: FeedWish,
): Promise<{ readonly results: SeriesResult[]; readonly refusedRows: number }> {
  const needs: Need[] = [];
  for (const target of targets) needs.push(await needOf(ctx, target, wish));
  const sessions = [...new Set(needs.flatMap(({ missing }) => [...missing]))].toSorted();
  let refusedRows = 0;
  for (const [done, session] of sessions.entries()) {
    ctx.step();
    ctx.progress.update(`sessions from ${source.name}`, done, sessions.length);
    const wanted = needs.filter(({ missing }) => missing.has(session));
    const answer =
      (await source.session?.(session).catch(sourceFailure)) ?? notPublished(source, session);
    if (answer instanceof Failure) {
      for (const need of wanted) need.outcomes.set(session, answer);
      continue;
    }
    refusedRows += answer.refused.length;
    await keepSession(ctx, source, answer, session, wanted);
  }
  const results: SeriesResult[] = [];
  for (const need of needs) results.push(await settle(ctx, source, need, wish));
  return { results, refusedRows };
}

function notPublished(source: PriceSource, session: SessionDate): Failure {
  return new Failure('not-yet', `${source.name} has no file of ${session}: not published`);
}
