import { INTERVALS } from '../../core/market/bar.ts';
import { NOTIFICATION_PRIORITIES } from '../../core/notification/notification.ts';
import { defineCommand } from '../../kit/command.ts';

const MANNER = {
  interval: {
    type: 'choice',
    choices: INTERVALS,
    help: 'look at closed bars of that length instead of the running session',
  },
  cooldown: { type: 'text', placeholder: '15m', help: 'silence after an event: 90s, 15m, 2h, 1d' },
  hysteresis: {
    type: 'text',
    placeholder: '0.5%',
    help: 'how far it must be missed before it can come true again: 5 or 0.5%',
  },
  from: { type: 'text', placeholder: 'MOMENT', help: 'valid from that date or moment' },
  until: { type: 'text', placeholder: 'MOMENT', help: 'valid until that date or moment' },
  priority: { type: 'choice', choices: NOTIFICATION_PRIORITIES, help: 'of its notifications' },
  channels: { type: 'list', placeholder: 'A,B', help: 'only these ways out; all unless told' },
  note: { type: 'text', help: 'told with every event' },
} as const;

/** Options of `rules add`. */
export const addOptions = {
  ...MANNER,
  once: { type: 'flag', help: 'one event for each instrument, and then no more' },
} as const;

/** Options of `rules edit`. */
export const editOptions = {
  ...MANNER,
  once: { type: 'flag', help: 'one event for each instrument, and then no more' },
  repeat: { type: 'flag', help: 'an event whenever it comes true: takes --once away' },
} as const;

const id = {
  name: 'id',
  help: 'number of a rule: `rules list` names them',
  required: true,
} as const;
const ids = { ...id, many: true } as const;
const text = {
  name: 'rule',
  help: 'what it is about, then its condition: RELIANCE close > 3000',
  required: true,
  many: true,
} as const;

/** Adds a rule. */
export const rulesAdd = defineCommand({
  name: 'rules add',
  summary:
    'Be told when a condition comes true: of symbols, an index, a list, a position or an account',
  arguments: [text],
  options: addOptions,
  examples: [
    "rules add 'PAPERTIGER close > 3000'",
    "rules add 'NIFTY50 rsi(14,1d) crosses above 70' --cooldown 1d",
    "rules add '@watchlist volume > 3 x avg(20)' --priority high",
    "rules add 'TCS macd(12,26,9) crosses signal' --interval 15m",
    "rules add 'INFY breaks resistance(20)' --once",
    "rules add 'any day_change < -5%'",
    "rules add 'HDFCBANK sma(50) crosses above sma(200)' --note 'golden cross'",
    "rules add '@NIFTY50 close > high_52w or close < low_52w'",
    "rules add 'position HDFCBANK pnl < -10000'",
    "rules add 'account day_change < -2%' --priority urgent",
    "rules add 'INFY sentiment < -0.4 and news_count >= 3'",
    "rules add 'SBIN gap > 2% and days_to_earnings > 3'",
  ],
  load: () => import('./add.ts'),
});

/** Tells the rules. */
export const rulesList = defineCommand({
  name: 'rules list',
  summary: 'Every alert rule, and where it stands',
  options: {},
  examples: ['rules list', 'rules list --json'],
  load: async () => ({ run: (await import('./list.ts')).list }),
});

/** Tells one rule. */
export const rulesShow = defineCommand({
  name: 'rules show',
  summary: 'One alert rule: its manner, where it stands with each instrument, its last events',
  arguments: [id],
  options: {},
  examples: ['rules show 1'],
  load: async () => ({ run: (await import('./list.ts')).show }),
});

/** Changes a rule. */
export const rulesEdit = defineCommand({
  name: 'rules edit',
  summary: 'Change an alert rule: its text, its manner, or both',
  arguments: [id, { ...text, required: false }],
  options: editOptions,
  examples: ["rules edit 1 'PAPERTIGER close > 3100'", 'rules edit 1 --cooldown 1h --until never'],
  load: async () => ({ run: (await import('./change.ts')).edit }),
});

/** Removes rules. */
export const rulesRemove = defineCommand({
  name: 'rules remove',
  summary: 'Remove alert rules; their events stay',
  arguments: [ids],
  options: {},
  examples: ['rules remove 1'],
  load: async () => ({ run: (await import('./change.ts')).remove }),
});

/** Switches rules on. */
export const rulesEnable = defineCommand({
  name: 'rules enable',
  summary: 'Switch alert rules on: they begin as if they were new',
  arguments: [ids],
  options: {},
  examples: ['rules enable 2', 'rules enable 2 3'],
  load: async () => ({ run: (await import('./change.ts')).enable }),
});

/** Switches rules off. */
export const rulesDisable = defineCommand({
  name: 'rules disable',
  summary: 'Switch alert rules off',
  arguments: [ids],
  options: {},
  examples: ['rules disable 2', 'rules disable 2 3'],
  load: async () => ({ run: (await import('./change.ts')).disable }),
});

/** Takes rules from a file. */
export const rulesImport = defineCommand({
  name: 'rules import',
  summary: 'Add the rules of a file, one a line as `rules export` writes them; all or none',
  arguments: [{ name: 'file', help: 'its path, or - for standard input', required: true }],
  options: {},
  examples: ['rules import -', 'rules import desk.rules'],
  load: async () => ({ run: (await import('./lines.ts')).importRules }),
});

/** Writes rules to standard output. */
export const rulesExport = defineCommand({
  name: 'rules export',
  summary: 'Every alert rule as a line that `rules import` reads',
  options: {},
  examples: ['rules export'],
  load: async () => ({ run: (await import('./lines.ts')).exportRules }),
});

/** Options of `rules test`. */
export const testOptions = {
  interval: MANNER.interval,
  hysteresis: MANNER.hysteresis,
  from: { type: 'session', help: 'tell when it would have fired since that session' },
  to: { type: 'session', help: 'last session of that' },
} as const;

/** Tries a rule. */
export const rulesTest = defineCommand({
  name: 'rules test',
  summary: 'Whether a rule holds now, by a number or a text; with --from, when it would have fired',
  arguments: [text],
  options: testOptions,
  examples: ["rules test 'PAPERTIGER close > 3000'", 'rules test 1 --from 2026-11-02'],
  load: () => import('./test.ts'),
});
