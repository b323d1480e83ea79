import type { AlertRule } from '../../core/alerts/rule.ts';
import { isNews, lookAtRules } from '../../feed/alerts/look-at-rules.ts';
import { readRules } from '../../feed/alerts/read-rules.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { changedProblems, tellProblems } from './problems.ts';
import { record } from './record.ts';

/**
 * Looks at rules that are due, and keeps what came of it.
 *
 * @param adjusted rules whose levels were put into shares of today just before
 */
export async function lookNow(
  ctx: Context,
  desk: RuleDesk,
  rules: readonly AlertRule[],
  adjusted: number,
): Promise<Outcome> {
  const kept = await ctx.store.alertStates.list();
  const states = new Map(kept.map((state) => [`${state.ruleId} ${state.symbol}`, state]));
  const lookedAt = await lookAtRules(desk, readRules(rules), (ruleId, symbol) =>
    states.get(`${ruleId} ${symbol}`),
  );
  ctx.step();
  const { looks, taken, unknown, instruments } = lookedAt;
  const news = looks.filter(isNews);
  const problems = changedProblems(rules, lookedAt, states);
  const none = { fired: 0, silent: 0 };
  const changes = news.length + problems.length > 0;
  const { fired, silent } = changes ? await record(ctx, news, problems) : none;
  tellProblems(ctx, problems);
  const troubled =
    unknown.length + looks.filter(({ looked }) => looked.problem !== undefined).length;
  const counts = {
    rules: rules.length,
    instruments,
    looks: [...taken.values()].reduce((sum, count) => sum + count, 0),
    fired,
    silent,
    notEvaluated: troubled,
    adjusted,
  };
  const events = `${fired} ${fired === 1 ? 'event' : 'events'}`;
  return {
    status: fired + adjusted > 0 ? 'ok' : 'noop',
    summary: `${events} of ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`,
    counts,
  };
}
