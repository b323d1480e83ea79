import { Failure } from '../core/failure.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { isSettledGap } from '../core/sync/holes.ts';
import { planSeries } from '../core/sync/plan.ts';
import type { SeriesPlan } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import { gapFinder } from './gap-changes.ts';
import { firstAsked } from './series-ranges.ts';
import type { FeedWish, Target } from './target.ts';
import type { AskRecord } from './write-series.ts';

/** What a target lacks of the session files, and what became of it. */
export interface Need {
  readonly target: Target;
  readonly missing: ReadonlySet<SessionDate>;
  readonly plan: SeriesPlan;
  /** A remembered gap stands open. */
  readonly open: boolean;
  /** Of each session asked for: a row, none in the file, or no file. */
  readonly outcomes: Map<SessionDate, 'row' | 'absent' | Failure>;
  changed: number;
}

/** Which sessions' files a target needs: those of which it has no raw bar and no explanation. */
export async function needOf(ctx: Context, target: Target, wish: FeedWish): Promise<Need> {
  const { store } = ctx;
  const { listing, listingIds } = target;
  const calendar = ctx.calendar(wish.exchange);
  const kept =
    listingIds.length > 0 ? await store.candles.daily(listingIds, wish.from, wish.to) : [];
  const raw = new Set<string>(
    kept.filter(({ basis }) => basis === 'raw').map(({ session }) => session),
  );
  const gaps = listing
    ? await store.gaps.touching(listing.instrumentId, '1d', wish.from, wish.to)
    : [];
  const gapOf = gapFinder(gaps);
  const first = firstAsked(ctx, wish, '1d');
  const complete = (session: SessionDate): boolean =>
    raw.has(session) || isSettledGap(gapOf(session), first(session));
  const plan = planSeries(
    calendar,
    { interval: '1d', complete, anyRow: false, answered: [] },
    { ...wish, now: ctx.clock.now(), windowDays: 1 },
  );
  const sessions = plan.asks.flatMap(({ from, to }) => calendar.sessions(from, to));
  return {
    target,
    missing: new Set(sessions.map(({ session }) => session).filter((one) => !complete(one))),
    plan,
    open: gaps.some(({ state }) => state === 'open'),
    outcomes: new Map(),
    changed: 0,
  };
}

/** The requests of a target as records: one for each stretch of sessions that went the same way. */
export function recordsOf({ outcomes }: Need, source: string): AskRecord[] {
  const records: AskRecord[] = [];
  for (const [session, outcome] of outcomes) {
    const failure = outcome instanceof Failure ? outcome : undefined;
    const received = outcome === 'row' ? 1 : 0;
    const last = records.at(-1);
    if (last && last.failure?.code === failure?.code) {
      records[records.length - 1] = { ...last, to: session, received: last.received + received };
      continue;
    }
    const how = failure ? { failure } : { source };
    records.push({ from: session, to: session, why: 'missing', received, refused: 0, ...how });
  }
  return records;
}
