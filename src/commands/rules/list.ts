import { printRuleLine } from '../../core/alerts/rule-line.ts';
import { printRule } from '../../core/alerts/rule.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { eventTime, figuresText } from '../../render/alert-message.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { AlertState } from '../../store/alert-states.ts';
import { ruleNumbers, rulesNumbered } from './known.ts';

/** A rule with where it stands with each instrument that it has looked at. */
interface Standing {
  readonly rule: AlertRule;
  readonly states: readonly AlertState[];
}

function lastFired(states: readonly AlertState[]): number | undefined {
  const times = states.flatMap(({ firedAt }) => firedAt ?? []);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** Where a rule stands, in a few words. */
function standing({ rule, states }: Standing): string {
  if (!rule.enabled) return 'off';
  const problem = states.find((state) => state.problem !== undefined);
  if (problem) return `${problem.symbol}: ${problem.problem ?? ''}`;
  const held = states.filter(({ active }) => active).length;
  if (held === 0) return 'waits';
  return states.length === 1 ? 'holds' : `holds for ${held}`;
}

const COLUMNS: readonly Column<Standing>[] = [
  { head: 'id', cell: ({ rule }) => String(rule.id), right: true },
  { head: 'rule', cell: ({ rule }) => printRuleLine(rule) },
  {
    head: 'last event IST',
    cell({ states }) {
      const at = lastFired(states);
      return at === undefined ? '' : eventTime(at as AlertRule['createdAt']);
    },
  },
  { head: 'now', cell: standing },
];

function record({ rule, states }: Standing): Readonly<Record<string, unknown>> {
  return {
    id: rule.id,
    rule: printRule(rule),
    line: printRuleLine(rule),
    enabled: rule.enabled,
    interval: rule.interval ?? null,
    cooldownSeconds: rule.cooldownSeconds,
    once: rule.once,
    priority: rule.priority,
    note: rule.note ?? null,
    standing: standing({ rule, states }),
    states: states.map((state) => ({
      symbol: state.symbol,
      holds: state.active,
      firedAt: state.firedAt === undefined ? null : istText(state.firedAt),
      problem: state.problem ?? null,
    })),
  };
}

/** Tells every rule. */
export async function list(ctx: CommandContext): Promise<CommandResult> {
  const store = await ctx.store('read');
  const byRule = new Map<number, AlertState[]>();
  for (const state of await store.alertStates.list()) {
    const known = byRule.get(state.ruleId);
    if (known) known.push(state);
    else byRule.set(state.ruleId, [state]);
  }
  const rules = (await store.alertRules.list()).map((rule) => ({
    rule,
    states: byRule.get(rule.id) ?? [],
  }));
  return {
    text: tableText(COLUMNS, rules, 'no rule yet: `paperjobs rules add` makes one'),
    json: rules.map(record),
  };
}

/** Tells one rule, with its instruments and last events. */
export async function show(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const [id = 0] = ruleNumbers(words);
  const [rule] = await rulesNumbered(store, [id]);
  if (!rule) return { text: '', json: null };
  const states = await store.alertStates.list(id);
  const events = await store.alertEvents.newest({ ruleId: id, limit: 10 });
  const facts = [
    `rule ${id}: ${printRuleLine(rule)}`,
    `looks at ${rule.interval === undefined ? 'the running session by fresh quotes' : `closed bars of ${rule.interval}`}; levels in shares of ${rule.levelsOn}`,
    `now: ${standing({ rule, states })}`,
  ];
  const where = tableText<AlertState>(
    [
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'holds', cell: ({ active }) => (active ? 'yes' : 'no') },
      {
        head: 'last event IST',
        cell: ({ firedAt }) => (firedAt === undefined ? '' : eventTime(firedAt)),
      },
      { head: 'problem', cell: ({ problem }) => problem ?? '' },
    ],
    states,
    'nothing was noted of any instrument yet',
  );
  const fired = tableText(
    [
      { head: 'event IST', cell: ({ at }) => eventTime(at) },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'figures', cell: ({ figures }) => figuresText(figures) },
    ],
    events,
    'no event yet',
  );
  return {
    text: `${facts.join('\n')}\n\n${where}\n${fired}`,
    json: {
      ...record({ rule, states }),
      events: events.map(({ at, symbol, figures }) => ({
        at: istText(at),
        symbol,
        figures: Object.fromEntries(figures),
      })),
    },
  };
}
