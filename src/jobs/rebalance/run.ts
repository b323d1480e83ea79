import { Failure } from '../../core/failure.ts';
import { rupees } from '../../core/market/money.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import { percentText } from '../../core/exchange/risk-limits.ts';
import { nearest } from '../../core/nearest.ts';
import type { TargetPlan } from '../../core/rebalance/target-plan.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { carryOut } from './carry-out.ts';
import type { DoneLine } from './carry-out.ts';
import type { options } from './job.ts';
import { wantedWeights } from './shares.ts';

const EXCHANGE = 'XNSE';

/** A line of the plan with its account, for the table. */
interface PlannedLine extends DoneLine {
  readonly account: string;
}

const COLUMNS: readonly Column<PlannedLine>[] = [
  { head: 'account', cell: ({ account }) => account },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'shares', cell: ({ shares }) => String(shares), right: true },
  {
    head: 'price',
    cell: ({ pricePaise }) => (pricePaise === undefined ? '' : rupees(pricePaise).toFixed(2)),
    right: true,
  },
  { head: 'now', cell: ({ now }) => percentText(now), right: true },
  { head: 'target', cell: ({ target }) => percentText(target), right: true },
  { head: 'side', cell: ({ side }) => side ?? '' },
  {
    head: 'quantity',
    cell: ({ quantity }) => (quantity === 0 ? '' : String(quantity)),
    right: true,
  },
  { head: 'outcome', cell: ({ outcome }) => outcome },
  { head: 'order', cell: ({ orderId }) => String(orderId ?? ''), right: true },
  { head: 'why', cell: ({ reason }) => reason },
];

function chosen(ctx: Context, name: string | undefined): readonly TargetPlan[] {
  const all = ctx.targets ?? [];
  if (name === undefined) return all.filter(({ enabled }) => enabled);
  const found = all.filter(({ account }) => account === name);
  if (found.length > 0) return found;
  const names = all.map(({ account }) => account);
  const close = nearest(name, names);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  const known =
    names.length === 0
      ? `a table [rebalance.${name}] of the configuration for --account ${name}, found none`
      : `--account as one of ${names.join(', ')}, which have target weights, found "${name}"${hint}`;
  throw new Failure('usage', `expected ${known}`);
}

/** Whether today is the first session of its month. */
function firstOfMonth(ctx: Context): boolean {
  const calendar = ctx.calendar(EXCHANGE);
  const today = calendar.dateAt(ctx.clock.now());
  const [first] = calendar.sessions(sessionDate(`${today.slice(0, 8)}01`), today);
  return first?.session === today;
}

function outcomeOf(lines: readonly PlannedLine[], failures: number): Outcome {
  const of = (name: DoneLine['outcome']): number =>
    lines.filter(({ outcome }) => outcome === name).length;
  const counts = {
    placed: of('placed'),
    planned: of('planned'),
    waits: of('waits'),
    refused: of('refused'),
    before: of('before'),
    kept: of('kept'),
  };
  const parts = Object.entries(counts).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  );
  const status = failures > 0 || counts.refused > 0 ? 'partial' : counts.placed > 0 ? 'ok' : 'noop';
  return {
    status,
    summary: parts.length > 0 ? parts.join(', ') : 'nothing is held and nothing wanted',
    counts,
    text: tableText(COLUMNS, lines, 'there is nothing to bring into balance'),
  };
}

/** Brings every account with targets to them: see the declaration. */
export async function run(
  ctx: Context,
  { account, monthly, planOnly }: Options<typeof options>,
): Promise<Outcome> {
  if (monthly && !ctx.run.force && !firstOfMonth(ctx)) {
    const summary = 'today is not the first session of the month';
    return { status: 'noop', summary, counts: {} };
  }
  const plans = chosen(ctx, account);
  if (plans.length === 0) {
    const summary =
      'no account has target weights: a table [rebalance.ACCOUNT] of the configuration gives some';
    return { status: 'noop', summary, counts: {} };
  }
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const placing = { now, calendar, session: calendar.dateAt(now), settings: ctx.settings };
  const lines: PlannedLine[] = [];
  let failures = 0;
  for (const plan of plans) {
    ctx.step();
    try {
      const wanted = await wantedWeights(ctx, plan);
      const done = await ctx.store.write(
        (books) => carryOut(books, placing, plan, wanted, !planOnly),
        'full',
      );
      lines.push(...done.map((line) => ({ ...line, account: plan.account })));
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'stopped' || plans.length === 1)
        throw error;
      failures++;
      ctx.warn(`${plan.account}: ${error.message}`);
    }
  }
  return outcomeOf(lines, failures);
}
