import { printRule } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isMarket } from '../../core/alerts/subject.ts';
import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { readRules } from '../../feed/alerts/read-rules.ts';
import { replayRules } from '../../feed/alerts/replay-rules.ts';
import type { ReplayedEvent } from '../../feed/alerts/replay-rules.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { refuseBackwards } from '../../kit/options.ts';
import { eventTime, figuresText } from '../../render/alert-message.ts';

function recordOf({ rule, symbol, at, figures }: ReplayedEvent): Readonly<Record<string, unknown>> {
  return {
    rule: rule.id,
    text: printRule(rule),
    symbol,
    at: istText(at),
    figures: Object.fromEntries(figures),
  };
}

/** Rules that can be replayed, of those that nobody has named; what is left out is told. */
function fitting(ctx: Context, rules: readonly AlertRule[]): readonly AlertRule[] {
  const on = rules.filter(({ enabled }) => enabled);
  for (const rule of on.filter(({ subject }) => !isMarket(subject))) {
    ctx.warn(
      `rule ${rule.id} "${printRule(rule)}" is left out: of books only their present is kept`,
    );
  }
  return on.filter(({ subject }) => isMarket(subject));
}

/**
 * Tells when rules would have fired over kept bars; writes nothing.
 *
 * @param named whether the rules were asked for by their numbers
 */
export async function replay(
  ctx: Context,
  desk: RuleDesk,
  asked: { readonly rules: readonly AlertRule[]; readonly named: boolean },
  range: { readonly from: SessionDate | undefined; readonly to: SessionDate | undefined },
): Promise<Outcome> {
  if (range.from === undefined) {
    throw new Failure('usage', 'expected --from with --replay: the first session to look at');
  }
  const to = range.to ?? desk.calendar.dateAt(desk.now);
  refuseBackwards(range.from, to);
  const rules = asked.named ? asked.rules : fitting(ctx, asked.rules);
  const { events, unknown, instruments, looks } = await replayRules(
    desk,
    readRules(rules),
    range.from,
    to,
  );
  for (const { symbol, rule } of unknown) {
    ctx.warn(`rule ${rule.id}: no instrument of the symbol ${symbol} is known`);
  }
  for (const { rule, symbol, at, figures } of events) {
    ctx.log.write('info', `${eventTime(at)} ${symbol}: ${rule.condition}`, {
      rule: rule.id,
      figures: figuresText(figures),
    });
  }
  return {
    status: events.length > 0 ? 'ok' : 'noop',
    summary: `${events.length} events of ${rules.length} rules from ${range.from} to ${to}`,
    counts: { rules: rules.length, instruments, looks, events: events.length },
    result: events.map(recordOf),
  };
}
