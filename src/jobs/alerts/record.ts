import { ARMED, differs } from '../../core/alerts/edge.ts';
import type { EdgeState } from '../../core/alerts/edge.ts';
import type { Looked } from '../../core/alerts/look.ts';
import { printRule } from '../../core/alerts/rule.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { RuleLook } from '../../feed/alerts/look-at-rules.ts';
import type { Context } from '../../kit/context.ts';
import { alertNotification } from '../../render/alert-message.ts';
import type { AlertState } from '../../store/alert-states.ts';
import type { Books } from '../../store/store.ts';
import type { AlertProblem } from './problems.ts';

/** What the looks of a run came to. */
export interface Recorded {
  readonly fired: number;
  readonly silent: number;
}

function key(ruleId: number, symbol: string): string {
  return `${ruleId} ${symbol}`;
}

function sameState(a: EdgeState, b: EdgeState): boolean {
  return a.seenAt === b.seenAt && !differs(a, b);
}

async function tell(
  books: Books,
  run: { readonly id: string; readonly at: Instant },
  { rule, symbol }: RuleLook,
  { fired }: Looked,
): Promise<number> {
  let told = 0;
  for (const { at, figures } of fired) {
    const event = {
      ruleId: rule.id,
      symbol,
      at,
      noticedAt: run.at,
      rule: printRule(rule),
      figures,
      runId: run.id,
    };
    if (!books.alertEvents.add(event)) continue;
    await books.notifications.queue(alertNotification(event, rule));
    told++;
  }
  return told;
}

/**
 * Keeps where rules stand, events and their notifications in one transaction. Each state is read
 * again inside: where another run was quicker, the look is taken again from what it left. A rule that
 * was changed meanwhile is left to the next run.
 *
 * @param looks those of which something is to be kept
 * @param problems rules that cannot be looked at, and ones that can again
 */
export async function record(
  ctx: Context,
  looks: readonly RuleLook[],
  problems: readonly AlertProblem[],
): Promise<Recorded> {
  const run = { id: ctx.run.id, at: ctx.wall.now() };
  return ctx.store.write(async (books) => {
    const revisions = await books.alertRules.revisions();
    const states = new Map(
      (await books.alertStates.list()).map((one) => [key(one.ruleId, one.symbol), one]),
    );
    const changed = new Map<string, AlertState>();
    let [fired, silent] = [0, 0];
    for (const look of looks) {
      const { rule, symbol, before } = look;
      if (revisions.get(rule.id) !== rule.revision) continue;
      const known: AlertState | undefined = states.get(key(rule.id, symbol));
      const now = known ?? ARMED;
      const looked = sameState(now, before) ? look.looked : look.again(now);
      fired += await tell(books, run, look, looked);
      silent += looked.silent;
      const { problem } = known ?? {};
      changed.set(key(rule.id, symbol), {
        ...looked.state,
        ruleId: rule.id,
        symbol,
        ...(problem === undefined ? {} : { problem }),
      });
    }
    for (const { rule, symbol, problem } of problems) {
      if (revisions.get(rule.id) !== rule.revision) continue;
      const place = key(rule.id, symbol);
      const { problem: _before, ...rest } = changed.get(place) ??
        states.get(place) ?? { ...ARMED, ruleId: rule.id, symbol };
      changed.set(place, { ...rest, ...(problem === undefined ? {} : { problem }) });
    }
    books.alertStates.save([...changed.values()]);
    return { fired, silent };
  });
}
