import { Failure, mostTelling } from '../core/failure.ts';
import type { DailyBar } from '../core/market/bar.ts';
import { seriesRank } from '../core/market/listing.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { finishedAt, planSeries } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSource, SessionAnswer, SessionRow } from '../ports/prices.ts';
import { resultOf } from './series-ranges.ts';
import { adopt, listingFor } from './target.ts';
import type { FeedWish, SeriesResult, Target } from './target.ts';
import { gapAt, writeSeries } from './write-series.ts';
import type { AskRecord } from './write-series.ts';

/** What is known of a target before the session files are asked for. */
interface Need {
  readonly target: Target;
  readonly missing: ReadonlySet<SessionDate>;
  readonly note: string;
  readonly complete: boolean;
  changed: number;
  received: number;
  /** Sessions whose file was read. */
  readonly read: SessionDate[];
  /** Sessions of whose file the symbol was absent. */
  readonly absent: Set<SessionDate>;
}

async function needOf(ctx: Context, target: Target, wish: FeedWish): Promise<Need> {
  const { store } = ctx;
  const { listing, listingIds } = target;
  const kept =
    listingIds.length > 0 ? await store.candles.daily(listingIds, wish.from, wish.to) : [];
  const raw = new Set<string>(
    kept.filter(({ basis }) => basis === 'raw').map(({ session }) => session),
  );
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, '1d', wish.from, wish.to)
    : [];
  const plan = planSeries(
    ctx.calendar(wish.exchange),
    {
      interval: '1d',
      complete: (session) => raw.has(session) || gapAt(gaps, session)?.state === 'explained',
      anyRow: false,
      answered: [],
    },
    { ...wish, now: ctx.clock.now(), windowDays: 21 },
  );
  const sessions = plan.asks.flatMap(({ from, to }) =>
    ctx.calendar(wish.exchange).sessions(from, to),
  );
  return {
    target,
    missing: new Set(
      sessions
        .map(({ session }) => session)
        .filter((session) => !raw.has(session) && (!wish.only || wish.only.has(session))),
    ),
    note: plan.note,
    complete: plan.complete,
    changed: 0,
    received: 0,
    read: [],
    absent: new Set(),
  };
}

/** The row of the symbol in its most usual series. */
function rowOf(answer: SessionAnswer, { asked }: Target): SessionRow | undefined {
  return answer.rows
    .filter(
      ({ symbol, isin }) => symbol === asked.symbol || (isin !== undefined && isin === asked.isin),
    )
    .toSorted((a, b) => seriesRank(a.series) - seriesRank(b.series))[0];
}

/** Writes one session's rows of all targets in one transaction. */
async function keepSession(
  ctx: Context,
  session: SessionDate,
  answer: SessionAnswer,
  needs: readonly Need[],
): Promise<void> {
  const wanted = needs.filter(({ missing }) => missing.has(session));
  const found = wanted.flatMap((need) => {
    const row = rowOf(answer, need.target);
    if (!row) need.absent.add(session);
    return row ? [{ need, row }] : [];
  });
  const at = ctx.wall.now();
  const written = await ctx.store.write(async (books) => {
    const out: { need: Need; listing: Awaited<ReturnType<typeof listingFor>>; changed: number }[] =
      [];
    for (const { need, row } of found) {
      const main = await listingFor(need.target, books, at);
      const { instrumentId, exchange } = main;
      const listingId = await books.instruments.addListing(instrumentId, exchange, row.series);
      const bars: readonly DailyBar[] = [row.bar];
      const changed = books.candles.saveDaily(listingId, 'raw', 'nse', bars);
      out.push({ need, listing: { ...main, listingId }, changed });
    }
    return out;
  });
  for (const { need, listing, changed } of written) {
    if (need.target.listing) need.target.listingIds.push(listing.listingId);
    else adopt(need.target, listing);
    need.changed += changed;
    need.received++;
  }
  for (const need of wanted) need.read.push(session);
}

/** Looks at a target's rows once its files are read, and explains what is not in them. */
async function settle(
  ctx: Context,
  need: Need,
  wish: FeedWish,
  failures: ReadonlyMap<SessionDate, Failure>,
): Promise<SeriesResult> {
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const mine = [...failures].filter(([session]) => need.missing.has(session));
  const failure = mostTelling(mine.map(([, one]) => one));
  const [first, last] = [need.read[0], need.read.at(-1)];
  const records: AskRecord[] = [];
  if (first !== undefined && last !== undefined) {
    records.push({
      from: first,
      to: last,
      why: 'missing',
      source: 'nse',
      received: need.received,
      refused: 0,
    });
  }
  const [from, to] = [mine[0]?.[0], mine.at(-1)?.[0]];
  if (failure && from !== undefined && to !== undefined) {
    records.push({ from, to, why: 'missing', received: 0, refused: 0, failure });
  }
  const plan = { asks: [], note: need.note, complete: need.complete };
  const idle = records.length === 0 && need.complete;
  if (idle || !need.target.listing) {
    const stranger: AskRecord[] =
      need.target.listing || failure
        ? records
        : [
            {
              from: wish.from,
              to: wish.to,
              why: 'missing',
              received: 0,
              refused: 0,
              unknown: true,
            },
          ];
    return resultOf(need.target, '1d', plan, stranger, { changed: 0, openSlots: 0 });
  }
  const { listedOn } = need.target.listing;
  const written = await writeSeries<SessionDate>(
    ctx,
    need.target,
    {
      interval: '1d',
      from: wish.from,
      to: wish.to,
      save: () => 0,
      async examine(books, ids, start, end) {
        const rows = await books.candles.daily(ids, start as SessionDate, end as SessionDate);
        const there = new Set(rows.map(({ session }) => session));
        return {
          expected: calendar
            .sessions(start as SessionDate, end as SessionDate)
            .filter((day) => finishedAt(day, '1d') <= now)
            .map(({ session }) => session)
            .filter((session) => !wish.only || wish.only.has(session)),
          present: (session) => there.has(session),
        };
      },
      explain(session) {
        if (!need.absent.has(session)) return undefined;
        if (listedOn !== undefined && session < listedOn) {
          return { state: 'explained', reason: `not listed: listed on ${listedOn}` };
        }
        return {
          state: 'explained',
          reason: "suspended or without a trade: the exchange's file of the session has no row",
        };
      },
      name: (session) => session,
    },
    records,
  );
  const changed = need.changed + written.changed;
  return resultOf(need.target, '1d', plan, records, { ...written, changed });
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
  const failures = new Map<SessionDate, Failure>();
  let refusedRows = 0;
  for (const [done, session] of sessions.entries()) {
    ctx.step();
    ctx.progress.update(`sessions from ${source.name}`, done, sessions.length);
    try {
      const answer = await source.session?.(session);
      if (answer) {
        refusedRows += answer.refused.length;
        await keepSession(ctx, session, answer, needs);
      } else {
        const why = `${source.name} has no file of ${session}: not published`;
        failures.set(session, new Failure('not-yet', why));
      }
    } catch (error) {
      const whole = ['stopped', 'disk-io', 'disk-create'];
      if (!(error instanceof Failure) || whole.includes(error.code)) throw error;
      failures.set(session, error);
    }
  }
  const results: SeriesResult[] = [];
  for (const need of needs) results.push(await settle(ctx, need, wish, failures));
  return { results, refusedRows };
}
