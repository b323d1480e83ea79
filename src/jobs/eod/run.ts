import { Failure } from '../../core/failure.ts';
import { istTime } from '../../core/market/instant.ts';
import { addDays, laterOf } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { finishedAt } from '../../core/sync/plan.ts';
import { lookName, secondLooks } from '../../core/sync/second-look.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { askedSessions } from '../../kit/options.ts';
import type { SessionFile } from '../../store/session-files.ts';
import { ahead } from './ahead.ts';
import { fetchSession } from './fetch-session.ts';
import type { FetchedSession, SessionSources } from './fetch-session.ts';
import type { options } from './job.ts';
import { keepBatch } from './keep-batch.ts';
import type { KeptBatch } from './keep-batch.ts';
import { learnLists } from './learn-lists.ts';
import { planEod, rangeOf } from './plan.ts';
import type { EodPlan, SessionTask } from './plan.ts';
import { resultOf, summarise } from './summarise.ts';
import type { SessionResult } from './summarise.ts';

const EXCHANGE = 'XNSE';
/** A batch is written when it has so many sessions or rows: what is not written yet is in memory. */
const BATCH_SESSIONS = 60;
const BATCH_ROWS = 250_000;
/** Sessions that are fetched while one is looked at or a batch is written. */
const AHEAD = 2;
/** Price bands matter on the days after their session: those of longer ago are not asked for. */
const BAND_DAYS = 30;

function sessionSources(ctx: Context): Omit<SessionSources, 'texts'> {
  const { prices, endOfDay } = ctx.sources;
  const source = prices.find(({ offers }) => offers.wholeSession);
  if (!source) throw new Error('no source of whole sessions is wired');
  return { prices: source, endOfDay };
}

/** Fetches the sessions, a few ahead of those that are being written, and writes batch by batch. */
async function takeIn(
  ctx: Context,
  sources: SessionSources,
  tasks: readonly SessionTask[],
): Promise<{ results: SessionResult[]; batches: KeptBatch[] }> {
  const results: SessionResult[] = [];
  const batches: KeptBatch[] = [];
  let batch: FetchedSession[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) batches.push(await keepBatch(ctx, EXCHANGE, batch));
    [batch, rows] = [[], 0];
  };
  const fetched = ahead(tasks, AHEAD, async (task) => {
    ctx.step();
    return fetchSession(ctx, sources, task);
  });
  for await (const one of fetched) {
    ctx.progress.update('sessions', results.length, tasks.length);
    results.push(resultOf(ctx, one));
    batch.push(one);
    rows += one.rows;
    if (batch.length >= BATCH_SESSIONS || rows >= BATCH_ROWS) await flush();
    ctx.step();
  }
  await flush();
  return { results, batches };
}

/** Says that nothing is to be asked for. @throws Failure when that is for want of knowledge or time */
function idle({ sessions, running, unknown }: EodPlan, from: string, to: string): Outcome {
  const [day] = running;
  if (day) {
    throw new Failure(
      'not-yet',
      `expected a session that is over, found ${day.session}, which is settled at ${istTime(finishedAt(day, '1d'))} IST: ask again then`,
    );
  }
  const [why] = unknown;
  if (why !== undefined && sessions === 0) throw new Failure('config', why);
  const range = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const summary =
    sessions === 0
      ? `no session ${range} that is over`
      : `${sessions === 1 ? 'the session' : `all ${sessions} sessions`} ${range} ${sessions === 1 ? 'is' : 'are'} done`;
  return { status: 'noop', summary, counts: { sessions: 0, changed: 0, refused: 0 } };
}

/**
 * Files of the sessions as far as they are settled: with `--force` none is, and where rows were refused
 * none is until they were seen twice.
 */
async function knownFiles(
  ctx: Context,
  from: SessionDate,
  to: SessionDate,
): Promise<ReadonlyMap<string, readonly SessionFile[]>> {
  const known = new Map<string, SessionFile[]>();
  if (ctx.run.force) return known;
  const files = await ctx.store.sessionFiles.between(EXCHANGE, from, to);
  const doubtful = files.some(({ refused }) => refused > 0);
  const again = doubtful
    ? secondLooks(await ctx.store.syncHistory.refusals(ctx.run.job, ['*'], from, to))
    : new Set<string>();
  for (const file of files) {
    // All of its files again: what the others tell of a refused row was left out with it.
    if (again.has(lookName('*', file.session))) continue;
    known.set(file.session, [...(known.get(file.session) ?? []), file]);
  }
  return known;
}

/** Keeps the official end of day of the whole market: see the declaration. */
export async function run(ctx: Context, values: Options<typeof options>): Promise<Outcome> {
  const asked = askedSessions(values);
  if (values.backfillDays !== undefined && (asked.from !== undefined || asked.only)) {
    throw new Failure('usage', 'expected either dates or --backfill-days, found both');
  }
  const calendar = ctx.calendar(EXCHANGE);
  const today = calendar.dateAt(ctx.clock.now());
  const days = values.backfillDays ?? ctx.settings['eod.backfill_days'];
  const range = rangeOf(asked, days, today);
  const known = await knownFiles(ctx, range.from, range.to);
  const sources = sessionSources(ctx);
  const { offers } = sources.endOfDay;
  const plan = planEod(
    calendar,
    range,
    asked.only,
    (session) => known.get(session) ?? [],
    {
      deliveries: offers.deliveriesSince,
      indices: offers.indicesSince,
      bands: laterOf(offers.bandsSince, addDays(today, -BAND_DAYS)),
    },
    ctx.clock.now(),
  );
  for (const why of plan.unknown) ctx.warn(why);
  if (plan.tasks.length === 0) return idle(plan, range.from, range.to);
  for (const { session } of plan.running) ctx.warn(`${session} is not over yet`);
  const lists = ctx.sources.instruments.filter(({ name }) => name === 'nse');
  await learnLists(ctx, [...lists, ...ctx.sources.furtherLists], sources.endOfDay, today);
  const texts = plan.tasks.length > 1 ? new Map<string, string>() : undefined;
  const { results, batches } = await takeIn(ctx, { ...sources, texts }, plan.tasks);
  return summarise(ctx, results, batches);
}
