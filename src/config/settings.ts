import { ANALYSIS_SETTINGS } from './analysis-settings.ts';
import type { SettingDefinition } from './definition.ts';
import { EMAIL_SETTINGS } from './email-settings.ts';
import { MAINTENANCE_SETTINGS } from './maintenance-settings.ts';
import { MARKET_SYNC_SETTINGS } from './market-sync-settings.ts';
import { NOTIFY_SETTINGS } from './notify-settings.ts';
import { NEWS_SETTINGS } from './news-settings.ts';
import { RISK_SETTINGS } from './risk-settings.ts';
import { PERFORMANCE_SETTINGS } from './performance-settings.ts';
import { REPORT_SETTINGS } from './report-settings.ts';
import { SERVE_SETTINGS } from './serve-settings.ts';
import { SOURCE_SETTINGS } from './source-settings.ts';
import { TRADING_SETTINGS } from './trading-settings.ts';

/**
 * Every setting, in the order in which the defaults file and the README tell them. Types, checks,
 * names of variables, the commented defaults file, the README table and redaction follow from it.
 */
export const SETTINGS = [
  {
    key: 'data_dir',
    type: 'path',
    given: true,
    flag: '--data-dir',
    example: '~/.local/share/paperjobs',
    help: 'Folder of the database, locks and reports.',
  },
  {
    key: 'base_url',
    type: 'url',
    example: 'http://127.0.0.1:8787',
    help: 'One origin that every source is asked at, for a mirror or a replay.',
  },
  {
    key: 'watchlist',
    type: 'list',
    default: ['RELIANCE', 'TCS', 'HDFCBANK', 'INFY', 'ICICIBANK'],
    help: 'NSE symbols whose candles are kept.',
  },
  {
    key: 'log.level',
    type: 'choice',
    allowed: ['error', 'warning', 'notice', 'info', 'debug'],
    default: 'info',
    flag: '-v or -q',
    help: 'Least weight of an event that is logged.',
  },
  {
    key: 'log.format',
    type: 'choice',
    allowed: ['auto', 'plain', 'json', 'journal'],
    default: 'auto',
    flag: '--log-format',
    help: 'Shape of log lines; auto looks at where standard error goes.',
  },
  {
    key: 'http.retries',
    type: 'count',
    default: 3,
    min: 0,
    max: 10,
    help: 'Times that a failed request is sent again.',
  },
  {
    key: 'http.budget_seconds',
    type: 'seconds',
    default: 120,
    min: 0,
    max: 3600,
    help: 'Longest total waiting of one run for retries, in seconds.',
  },
  {
    key: 'http.timeout_seconds',
    type: 'seconds',
    default: 30,
    min: 0.1,
    max: 3600,
    help: 'Longest wait for each phase of an answer, in seconds; a shorter limit of the source counts.',
  },
  {
    key: 'http.parallel',
    type: 'count',
    default: 4,
    min: 1,
    max: 32,
    help: 'Requests under way at the same time.',
  },
  {
    key: 'corp_actions.special_dividends',
    type: 'boolean',
    default: false,
    help: 'Count special dividends in price factors and in fully adjusted candles.',
  },
  {
    key: 'lock.wait_seconds',
    type: 'seconds',
    default: 30,
    min: 0,
    max: 86_400,
    flag: '--wait',
    help: 'Longest wait for a lock that another run holds, in seconds.',
  },
  ...MARKET_SYNC_SETTINGS,
  {
    key: 'eod.backfill_days',
    type: 'count',
    default: 10,
    min: 1,
    max: 11_000,
    help: 'Calendar days back in which missing sessions of the whole market are fetched.',
  },
  {
    key: 'flows.backfill_days',
    type: 'count',
    default: 14,
    min: 1,
    max: 3650,
    help: 'Calendar days back in which missing deals, short sales and 52-week prices are fetched.',
  },
  ...NEWS_SETTINGS,
  ...ANALYSIS_SETTINGS,
  ...PERFORMANCE_SETTINGS,
  ...REPORT_SETTINGS,
  {
    key: 'runs.keep_noop_days',
    type: 'count',
    default: 30,
    min: 1,
    max: 3650,
    help: 'Days that runs which had nothing to do stay in the ledger.',
  },
  ...TRADING_SETTINGS,
  ...RISK_SETTINGS,
  ...MAINTENANCE_SETTINGS,
  ...SOURCE_SETTINGS,
  ...NOTIFY_SETTINGS,
  ...EMAIL_SETTINGS,
  ...SERVE_SETTINGS,
] as const satisfies readonly SettingDefinition[];

type Entry = (typeof SETTINGS)[number];
type SecretEntry = Extract<Entry, { readonly type: 'secret' }>;
type PlainEntry = Exclude<Entry, SecretEntry>;

/** Dotted key of any setting. */
export type SettingKey = Entry['key'];

/** Keys of secrets: their values are asked for by `Secrets.secret` and stand in no `Settings`. */
export type SecretKey = SecretEntry['key'];

/** Keys of settings that may be shown. */
export type PlainKey = PlainEntry['key'];

type Value<Of> = Of extends { readonly type: 'count' | 'seconds' | 'number' }
  ? number
  : Of extends { readonly type: 'boolean' }
    ? boolean
    : Of extends { readonly type: 'list'; readonly allowed: readonly (infer Item)[] }
      ? readonly Item[]
      : Of extends { readonly type: 'list' }
        ? readonly string[]
        : Of extends { readonly type: 'choice'; readonly allowed: readonly (infer Choice)[] }
          ? Choice
          : string;

type AlwaysThere = { readonly default: unknown } | { readonly given: true };

/**
 * The value of every setting that is no secret, by dotted key. Absent (`undefined`) only where the
 * table has no default. Numbers are in the unit that the key names; addresses have no slash at the end.
 */
export type Settings = {
  readonly [Of in PlainEntry as Of['key']]: Of extends AlwaysThere
    ? Value<Of>
    : Value<Of> | undefined;
};
