import type { SettingDefinition, SettingValue } from './definition.ts';
import { environmentNames, tableAndName } from './setting-keys.ts';
import { SETTINGS } from './settings.ts';

const HEAD = [
  '# Settings of paperjobs. A line that begins with # and a letter shows a default or an example:',
  '# take the # away and change it. Flags, the environment and a .env file beside this file go first.',
];

/** Tables of jobs: which jobs there are, no setting knows. */
const JOBS = [
  '',
  '# How a job is started and runs, by a table of its name; for example:',
  '# [jobs.market-sync]',
  '# enabled = false                  switched off: no timer, and a run ends at once',
  '# interval = "15m"                 between its first and last start; 5s, 1m, 2h, 1d',
  '# schedule = "30 16 * * 1-5"       or this: a cron pattern in Indian time',
  '# market_hours_only = true         runs only while the exchange trades',
  '# options = "--what candles"       words that every run by the clock gets',
  '# priority = "low"                 critical, high, medium, low',
  '# After a change: `paperjobs schedule verify`, then `paperjobs schedule install`.',
];

/** Tables of bots: they have names of their own. */
const BOTS = [
  '',
  '# Strategies that trade on paper accounts, each with an account of its own; for example:',
  '# [bots.turtle]',
  '# account = "main"',
  '# strategy = "turtle"',
  '# index = "NIFTY50"                or symbols = ["RELIANCE", "TCS"]; neither: the watchlist',
  '# size = 5                         per cent of the account in one position',
  '# stop_percent = 8',
  '',
  '# Weights that an account is to have; for example, of the account "main":',
  '# [rebalance.main]',
  '# weighting = "equal"              or fixed, index, inverse-volatility',
  '# symbols = ["RELIANCE", "TCS"]    or index = "NIFTY50"',
];

/** A value as TOML has it: JSON and TOML agree on these four kinds. */
function literal(value: SettingValue): string {
  return typeof value === 'object'
    ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    : JSON.stringify(value);
}

function secretLines(name: string, credential: string): string[] {
  return [
    '# Better a file or a command than the text; with the text, this file must have mode 0600.',
    `#${name}_file = ${literal(`~/.config/paperjobs/${credential}`)}`,
    `#${name}_command = ${literal(['pass', 'show', `paperjobs/${credential}`])}`,
    `#${name} = ${literal('the secret itself')}`,
  ];
}

/** What the shown value is, where it is not the default itself. */
function caption(definition: SettingDefinition): string[] {
  if (definition.given) return ['# By default, unless XDG_DATA_HOME says otherwise:'];
  return definition.default === undefined ? ['# Not set by default; for example:'] : [];
}

function settingLines(definition: SettingDefinition): string[] {
  const { key, help, allowed, credential = '' } = definition;
  const name = tableAndName(key)[1];
  const shown = definition.default ?? definition.example;
  return [
    '',
    `# ${help}`,
    ...(allowed ? [`# Allowed: ${allowed.join(', ')}.`] : []),
    `# Environment: ${environmentNames(definition).join(', ')}`,
    ...(definition.type === 'secret' ? secretLines(name, credential) : []),
    ...(shown === undefined ? [] : [...caption(definition), `#${name} = ${literal(shown)}`]),
  ];
}

function tableLines(table: string, definitions: readonly SettingDefinition[]): string[] {
  const reader = definitions.every(({ readBy }) => readBy === definitions[0]?.readBy)
    ? definitions[0]?.readBy
    : undefined;
  return [
    ...(table === '' ? [] : ['', ...(reader ? [`# Read by the ${reader}.`] : []), `[${table}]`]),
    ...definitions.flatMap(settingLines),
  ];
}

/**
 * The config file that `init` writes: every setting with its meaning, its default commented out,
 * under its table. As it is it sets nothing; with every `#name = …` line uncommented it is valid.
 */
export function commentedDefaults(): string {
  const tables = new Map<string, SettingDefinition[]>();
  for (const definition of SETTINGS) {
    const [table] = tableAndName(definition.key);
    tables.set(table, [...(tables.get(table) ?? []), definition]);
  }
  const lines = [...tables].flatMap(([table, definitions]) => tableLines(table, definitions));
  return `${[...HEAD, ...lines, ...JOBS, ...BOTS].join('\n')}\n`;
}
