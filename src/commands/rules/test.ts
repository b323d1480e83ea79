import { printRuleLine, readInterval, readManner } from '../../core/alerts/rule-line.ts';
import { printRule, readRule } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { istDate, istText } from '../../core/market/instant.ts';
import { lookAtRules } from '../../feed/alerts/look-at-rules.ts';
import { readRules } from '../../feed/alerts/read-rules.ts';
import type { RuleLook } from '../../feed/alerts/look-at-rules.ts';
import { replayRules } from '../../feed/alerts/replay-rules.ts';
import type { ReplayedEvent } from '../../feed/alerts/replay-rules.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { eventTime, figuresText } from '../../render/alert-message.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { testOptions } from './command.ts';
import { deskOf, ruleNumbers, rulesNumbered } from './known.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';

type Values = OptionValues<typeof testOptions>;

/** A kept rule, with what is to be tried instead. */
function otherwise(
  rule: AlertRule,
  interval: Values['interval'],
  hysteresis: Values['hysteresis'],
): AlertRule {
  const { hysteresis: _was, ...rest } = rule;
  const terms = interval === undefined ? {} : readRule(printRule(rule), readInterval(interval));
  return { ...rest, ...terms, ...readManner({ hysteresis }, rule) };
}

/** The rule of a number, or one of a text that is not kept. */
async function ruleOf(
  ctx: CommandContext,
  desk: RuleDesk,
  { interval, hysteresis }: Values,
  text: string,
): Promise<AlertRule> {
  if (/^\d+$/.test(text)) {
    const [rule] = await rulesNumbered(desk.store, ruleNumbers([text]));
    if (rule) return otherwise(rule, interval, hysteresis);
  }
  const at = ctx.clock.now();
  return {
    ...readRule(text, readInterval(interval)),
    ...readManner({ hysteresis }),
    id: 0,
    enabled: true,
    levelsOn: istDate(at),
    createdAt: at,
    revision: 1,
  };
}

const LOOK_COLUMNS: readonly Column<RuleLook>[] = [
  { head: 'symbol', cell: ({ symbol }) => symbol },
  {
    head: 'holds',
    cell: ({ looked }) => (looked.problem !== undefined ? '?' : looked.state.active ? 'yes' : 'no'),
  },
  {
    head: 'figures',
    cell: ({ looked }) => looked.problem ?? figuresText(looked.figures?.() ?? []),
  },
];

const EVENT_COLUMNS: readonly Column<ReplayedEvent>[] = [
  { head: 'IST', cell: ({ at }) => eventTime(at) },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'figures', cell: ({ figures }) => figuresText(figures) },
];

/** Tries a rule without keeping anything. */
export async function run(
  ctx: CommandContext,
  values: Values,
  words: readonly string[],
): Promise<CommandResult> {
  const desk = await deskOf(ctx);
  const rule = await ruleOf(ctx, desk, values, words.join(' ').trim());
  const head = `${printRuleLine(rule)}\n`;
  const read = readRules([rule]);
  if (values.from !== undefined) {
    const to = values.to ?? desk.calendar.dateAt(desk.now);
    refuseBackwards(values.from, to);
    const { events } = await replayRules(desk, read, values.from, to);
    return {
      text: `${head}${tableText(EVENT_COLUMNS, events, 'it would not have fired')}`,
      json: events.map(({ symbol, at, figures }) => ({
        symbol,
        at: istText(at),
        figures: Object.fromEntries(figures),
      })),
    };
  }
  const { looks, unknown } = await lookAtRules(desk, read, () => undefined, true);
  const strange = unknown.map(({ symbol }) => `nothing is known of ${symbol}\n`).join('');
  return {
    text: `${head}${tableText(LOOK_COLUMNS, looks, 'no instrument to look at')}${strange}`,
    json: looks.map(({ symbol, looked }) => ({
      symbol,
      holds: looked.problem === undefined ? looked.state.active : null,
      problem: looked.problem ?? null,
      figures: Object.fromEntries(looked.figures?.() ?? []),
    })),
  };
}
