import { Failure } from '../../core/failure.ts';
import { FLOW_LIST_WORDS } from '../../core/flows/flow-list.ts';
import type { FlowList } from '../../core/flows/flow-list.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { lookName, secondLooks } from '../../core/sync/second-look.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { askedSessions } from '../../kit/options.ts';
import type { FlowListMark } from '../../store/flow-lists.ts';
import type { SessionAnswers } from './answers.ts';
import { askSession, asking } from './ask-session.ts';
import { keepSession } from './keep-session.ts';
import type { options } from './job.ts';
import { newestSession, planFlows, sessionsAsked } from './plan.ts';
import type { FlowPlan, FlowUnit } from './plan.ts';
import { askRolling } from './rolling.ts';
import type { RolledLists } from './rolling.ts';
import { summariseFlows } from './summarise.ts';

type Values = Options<typeof options>;
/** Lists of a session that are asked for together. */
type Part = Pick<FlowUnit, 'session' | 'missing'>;

/** Lists that are replaced daily are those of the wall's day, not those of a past moment. */
function refusePast(ctx: Context): void {
  const { settings, run, wall, clock } = ctx;
  const elsewhere = settings['sources.nse.base_url'] ?? settings.base_url;
  if (run.sandbox || elsewhere !== undefined || wall.now() - clock.now() <= 60) return;
  throw new Failure(
    'usage',
    'expected no --as-of in the past: the lists of the day have no date to ask for; they are stored so only where their base URL is overridden',
  );
}

/** Lists that were had; not those of which some rows were refused until they were seen twice. */
async function marksOf(
  ctx: Context,
  first: SessionDate,
  last: SessionDate,
): Promise<FlowListMark[]> {
  const lists = Object.values(FLOW_LIST_WORDS);
  const refusals = await ctx.store.syncHistory.refusals(ctx.run.job, lists, first, last);
  const again = secondLooks(refusals);
  const marks = await ctx.store.flowLists.between(first, last);
  return marks.filter(({ list, session }) => !again.has(lookName(FLOW_LIST_WORDS[list], session)));
}

async function planOf(ctx: Context, values: Values): Promise<FlowPlan> {
  const range = askedSessions(values);
  if (values.backfillDays !== undefined && range.from !== undefined) {
    throw new Failure('usage', 'expected either dates or --backfill-days, found both');
  }
  const calendar = ctx.calendar('XNSE');
  const now = ctx.clock.now();
  const days = values.backfillDays ?? ctx.settings['flows.backfill_days'];
  const sessions = sessionsAsked(calendar, range, days, now);
  const [first, last] = [sessions[0], sessions.at(-1)];
  // --force asks again for lists that are kept already.
  const marks = first && last && !ctx.run.force ? await marksOf(ctx, first, last) : [];
  return planFlows(sessions, newestSession(calendar, now), marks, now);
}

/** Lists of the day that came although their session is not asked for: they would be lost. */
function besides(plan: FlowPlan, rolled: RolledLists): Part[] {
  const asked = new Map(plan.units.map(({ session, missing }) => [session, missing]));
  const found = new Map<SessionDate, FlowList[]>();
  for (const [list, { sessions }] of rolled) {
    for (const session of sessions.keys()) {
      if (asked.get(session)?.includes(list)) continue;
      found.set(session, [...(found.get(session) ?? []), list]);
    }
  }
  return [...found].map(([session, missing]) => ({ session, missing }));
}

/** Keeps what is told about who dealt: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  refusePast(ctx);
  const plan = await planOf(ctx, values);
  const { units, sessions, provisional } = plan;
  if (units.length === 0 && !provisional) {
    const what = sessions === 0 ? 'no session that is over' : 'nothing is missing';
    return {
      status: 'noop',
      summary: `${what} among the ${sessions} sessions asked for`,
      counts: {},
    };
  }
  const source = ctx.sources.flows;
  const rolled = await askRolling(ctx, source, plan);
  const asked = asking(source, plan, rolled);
  let changed = 0;
  const work = async (parts: readonly Part[]): Promise<SessionAnswers[]> => {
    const results: SessionAnswers[] = [];
    for (const [done, part] of parts.entries()) {
      ctx.step();
      ctx.progress.update('sessions', done, parts.length);
      const startedAt = ctx.wall.now();
      const result = await askSession(ctx, asked, part);
      changed += await keepSession(ctx, source.name, result, startedAt);
      results.push(result);
    }
    return results;
  };
  const others = await work(besides(plan, rolled));
  const results = await work(units);
  const unseen = rolled.get('fii-dii')?.failure;
  if (unseen && !units.some(({ missing }) => missing.includes('fii-dii'))) {
    ctx.log.write('notice', 'no FII/DII figures, which were not missing', {
      reason: unseen.message,
    });
  }
  const begun = units.some((unit) => unit.begun);
  return summariseFlows(ctx, { asked: results, besides: others, changed, begun });
}
