import type { Calendar } from '../core/calendar/calendar.ts';
import { Failure } from '../core/failure.ts';
import type { DailyBar, RefusedRow } from '../core/market/bar.ts';
import { addDays, sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { compareOverlap } from '../core/sync/overlap.ts';
import { finishedAt } from '../core/sync/plan.ts';
import type { PlannedAsk } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import type { PriceSource } from '../ports/prices.ts';
import type { KeptDailyBar, OutdatedRows } from '../store/candles.ts';
import { askChain } from './ask-chain.ts';
import type { ChainAnswer, ChainResult } from './ask-chain.ts';
import type { FeedWish, Target } from './target.ts';
import type { AskRecord } from './write-series.ts';

type Answer = ChainAnswer<DailyBar>;
interface Range {
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** What came of the planned windows. */
export interface AskedDaily {
  readonly records: readonly AskRecord[];
  readonly answers: readonly Answer[];
  /**
   * Rows from before the source moved its basis that it does not serve any more: beside the others
   * they would be prices of another share. Absent: it has not moved.
   */
  readonly outdated?: OutdatedRows;
}

/** Keeps bars of finished sessions; a bar of a day on which the exchange is shut is refused. */
function ofSessions(answer: Answer, calendar: Calendar, now: number): Answer {
  const refused: RefusedRow[] = [...answer.refused];
  const bars = answer.bars.filter((bar) => {
    const day = calendar.day(bar.session);
    if (day.state === 'open') return finishedAt(day, '1d') <= now;
    refused.push({ row: bar.session, reason: day.why });
    return false;
  });
  return { ...answer, bars, refused };
}

async function ask(
  ctx: Context,
  target: Target,
  wish: FeedWish,
  range: Range,
  chain: readonly PriceSource[],
): Promise<ChainResult<DailyBar>> {
  const calendar = ctx.calendar(wish.exchange);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  const result = await askChain<DailyBar>(
    ctx,
    chain,
    target.asked,
    '1d',
    range,
    async (source, from, to) =>
      source.daily?.({
        listing: target.asked,
        from,
        to,
        ...(from <= today && today <= to ? { today } : {}),
      }),
  );
  return result.kind === 'answered' ? ofSessions(result, calendar, now) : result;
}

/**
 * Asks for the rest of a series whose basis the source has moved: every session of that basis that is
 * kept, outside of the window that has come already.
 *
 * @returns the failure when a part that is kept of this source could not be had again; else what came,
 *   and every session that is kept of it
 */
async function askRest(
  ctx: Context,
  target: Target,
  wish: FeedWish,
  answer: Answer,
): Promise<{ readonly answers: Answer[]; readonly own: ReadonlySet<SessionDate> } | Failure> {
  const today = ctx.calendar(wish.exchange).dateAt(ctx.clock.now());
  const all = await ctx.store.candles.daily(target.listingIds, sessionDate('1900-01-01'), today);
  const kept = all.filter(({ basis }) => basis === answer.basis);
  const [first, last] = [kept[0]?.session, kept.at(-1)?.session];
  const rests: Range[] = [
    { from: first ?? answer.from, to: addDays(answer.from, -1) },
    { from: addDays(answer.to, 1), to: last ?? answer.to },
  ];
  const chain = wish.chain.filter(({ name }) => name === answer.source);
  const answers: Answer[] = [];
  for (const rest of rests) {
    if (rest.from > rest.to) continue;
    const again = await ask(ctx, target, wish, rest, chain);
    if (again.kind === 'answered') answers.push(again);
    if (again.kind === 'failed') return again.failure;
    const own = kept.some(
      ({ source, session }) =>
        source === answer.source && rest.from <= session && session <= rest.to,
    );
    if (again.kind === 'unknown' && own) {
      const what = `${target.asked.symbol} from ${rest.from} to ${rest.to}`;
      return new Failure('not-yet', `${answer.source} does not serve ${what} any more`);
    }
  }
  const own = kept.filter(({ source }) => source === answer.source).map(({ session }) => session);
  return { answers, own: new Set(own) };
}

/** Sessions that are kept of a source and did not come again. */
function outdatedBy(
  first: Answer,
  own: ReadonlySet<SessionDate>,
  came: readonly Answer[],
): OutdatedRows {
  const again = new Set(came.flatMap(({ bars }) => bars.map(({ session }) => session)));
  const sessions = new Set([...own].filter((session) => !again.has(session)));
  return { basis: first.basis, source: first.source, sessions };
}

function recordOf(planned: PlannedAsk, answers: readonly Answer[]): AskRecord {
  const sum = (count: (answer: Answer) => number): number =>
    answers.reduce((total, answer) => total + count(answer), 0);
  const source = answers[0]?.source;
  return {
    from: answers[0]?.from ?? planned.from,
    to: answers[0]?.to ?? planned.to,
    why: planned.why,
    received: sum(({ bars }) => bars.length),
    refused: sum(({ refused }) => refused.length),
    ...(source === undefined ? {} : { source }),
  };
}

/**
 * Asks for the planned windows. When the source has moved its basis, the whole kept series is asked
 * for again; where that fails, nothing of the series is kept: half of it on another basis would be
 * worse than none.
 *
 * @param kept bars of the wanted range, to be compared with what comes
 */
export async function askDaily(
  ctx: Context,
  target: Target,
  wish: FeedWish,
  asks: readonly PlannedAsk[],
  kept: readonly KeptDailyBar[],
): Promise<AskedDaily> {
  const records: AskRecord[] = [];
  const answers: Answer[] = [];
  let moved: { readonly first: Answer; readonly own: ReadonlySet<SessionDate> } | undefined;
  for (const planned of asks) {
    const result = await ask(ctx, target, wish, planned, wish.chain);
    const none = recordOf(planned, []);
    if (result.kind === 'unknown') records.push({ ...none, unknown: true });
    if (result.kind === 'failed') records.push({ ...none, failure: result.failure });
    if (result.kind !== 'answered') continue;
    const came = [result];
    const same = kept.filter((bar) => bar.source === result.source && bar.basis === result.basis);
    const verdict = compareOverlap(new Map(same.map((bar) => [bar.session, bar])), result.bars);
    if (verdict.kind === 'moved' && !moved) {
      ctx.warn(
        `${target.asked.symbol}: ${result.source} has adjusted its prices by ${verdict.factor.toFixed(4)}; the whole series is asked for again`,
      );
      const rest = await askRest(ctx, target, wish, result);
      if (rest instanceof Failure) {
        const torn = asks.slice(0, records.length + 1);
        const failed = torn.map((one) => ({ ...recordOf(one, []), failure: rest }));
        return { records: failed, answers: [] };
      }
      came.push(...rest.answers);
      moved = { first: result, own: rest.own };
    }
    answers.push(...came);
    records.push(recordOf(planned, came));
  }
  return {
    records,
    answers,
    ...(moved ? { outdated: outdatedBy(moved.first, moved.own, answers) } : {}),
  };
}
