import type { BotPlan } from '../../core/bot/bot-plan.ts';
import { BOT_OUTCOMES } from '../../core/bot/kept-decision.ts';
import { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { act } from './act.ts';
import type { Acted } from './act.ts';
import type { options } from './job.ts';
import { looksOf } from './looks.ts';

const EXCHANGE = 'XNSE';

function chosen(ctx: Context, name: string | undefined): readonly BotPlan[] {
  const all = ctx.bots ?? [];
  if (name === undefined) return all.filter(({ enabled }) => enabled);
  const found = all.filter((plan) => plan.name === name);
  if (found.length > 0) return found;
  const names = all.map((plan) => plan.name);
  const close = nearest(name, names);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  const known =
    names.length === 0
      ? `a table [bots.${name}] of the configuration for --bot ${name}, found none`
      : `--bot as one of ${names.join(', ')}, found "${name}"${hint}`;
  throw new Failure('usage', `expected ${known}`);
}

async function runBot(ctx: Context, plan: BotPlan, signalsOnly: boolean): Promise<Acted> {
  const looks = await looksOf(ctx, plan);
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const placing = { now, calendar, session: calendar.dateAt(now), settings: ctx.settings };
  const acted = await ctx.store.write(
    (books) => act(books, placing, { plan, looks, signalsOnly, runId: ctx.run.id }),
    'full',
  );
  for (const { symbol, outcome, reason, orderId } of acted.decisions) {
    const quiet = outcome === 'nothing' || outcome === 'held';
    ctx.log.write(quiet ? 'debug' : 'info', 'decided', {
      bot: plan.name,
      symbol,
      outcome,
      reason,
      ...(orderId === undefined ? {} : { order: orderId }),
    });
  }
  return acted;
}

function outcomeOf(all: readonly Acted[], failures: readonly Failure[]): Outcome {
  const decisions = all.flatMap((acted) => acted.decisions);
  const already = all.reduce((sum, acted) => sum + acted.already, 0);
  const counts = Object.fromEntries(
    BOT_OUTCOMES.map((name) => [name, decisions.filter(({ outcome }) => outcome === name).length]),
  );
  const parts = Object.entries(counts).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  );
  const before = already > 0 ? `; ${already} bars had been decided before` : '';
  const summary = `${parts.length > 0 ? parts.join(', ') : 'nothing new to decide'}${before}`;
  const status = failures.length > 0 ? 'partial' : decisions.length > 0 ? 'ok' : 'noop';
  return { status, summary, counts: { bots: all.length, already, ...counts } };
}

/** Lets every configured bot decide: see the declaration. */
export async function run(
  ctx: Context,
  { bot, signalsOnly }: Options<typeof options>,
): Promise<Outcome> {
  const plans = chosen(ctx, bot);
  if (plans.length === 0) {
    const summary = 'no bot is configured: a table [bots.NAME] of the configuration makes one';
    return { status: 'noop', summary, counts: { bots: 0 } };
  }
  const all: Acted[] = [];
  const failures: Failure[] = [];
  for (const plan of plans) {
    ctx.step();
    try {
      all.push(await runBot(ctx, plan, signalsOnly));
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'stopped') throw error;
      // One bot's account or universe is no reason to keep the others from trading.
      if (plans.length === 1) throw error;
      failures.push(error);
      ctx.warn(`bot ${plan.name}: ${error.message}`);
    }
  }
  const [first] = failures;
  if (all.length === 0 && first) throw first;
  return outcomeOf(all, failures);
}
