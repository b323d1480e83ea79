import { INTERVALS } from '../core/market/bar.ts';
import type { SettingDefinition } from './definition.ts';

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
    flag: '--log-level',
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
    key: 'http.parallel',
    type: 'count',
    default: 4,
    min: 1,
    max: 32,
    help: 'Requests under way at the same time.',
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
  {
    key: 'market_sync.intervals',
    type: 'list',
    allowed: INTERVALS,
    default: INTERVALS,
    min: 1,
    help: 'Lengths of the candles that are kept.',
  },
  {
    key: 'market_sync.backfill_days',
    type: 'count',
    default: 7,
    min: 1,
    max: 365,
    help: 'Calendar days back in which missing candles inside sessions are fetched.',
  },
  {
    key: 'market_sync.daily_backfill_days',
    type: 'count',
    default: 365,
    min: 1,
    max: 11_000,
    help: 'Calendar days back in which missing daily candles are fetched.',
  },
  {
    key: 'market_sync.sources',
    type: 'list',
    allowed: ['upstox', 'yahoo', 'nse'],
    default: ['upstox', 'yahoo', 'nse'],
    min: 1,
    help: 'Sources of candles, the first asked first.',
  },
  {
    key: 'runs.keep_noop_days',
    type: 'count',
    default: 30,
    min: 1,
    max: 3650,
    help: 'Days that runs which had nothing to do stay in the ledger.',
  },
  {
    key: 'sources.upstox.base_url',
    type: 'url',
    example: 'https://upstox-mirror.example',
    help: 'Origin to ask instead of Upstox.',
  },
  {
    key: 'sources.upstox.token',
    type: 'secret',
    aliases: ['UPSTOX_ACCESS_TOKEN'],
    credential: 'upstox-token',
    help: 'Access token of Upstox, for quotes and option chains.',
  },
  {
    key: 'sources.yahoo.base_url',
    type: 'url',
    example: 'https://yahoo-mirror.example',
    help: 'Origin to ask instead of Yahoo.',
  },
  {
    key: 'sources.nse.base_url',
    type: 'url',
    example: 'https://nse-mirror.example',
    help: 'Origin to ask instead of NSE and its archives.',
  },
  {
    key: 'email.enabled',
    type: 'boolean',
    default: false,
    aliases: ['EMAIL_ENABLED'],
    readBy: 'mail notifier',
    help: 'Send notifications by mail.',
  },
  {
    key: 'email.from',
    type: 'string',
    example: 'paperjobs@desk.example',
    aliases: ['EMAIL_FROM'],
    readBy: 'mail notifier',
    help: 'Address that mails come from.',
  },
  {
    key: 'email.to',
    type: 'list',
    default: [],
    aliases: ['EMAIL_TO'],
    readBy: 'mail notifier',
    help: 'Addresses that mails go to.',
  },
  {
    key: 'email.smtp_host',
    type: 'string',
    example: 'smtp.desk.example',
    aliases: ['SMTP_HOST'],
    readBy: 'mail notifier',
    help: 'Host name of the mail server.',
  },
  {
    key: 'email.smtp_port',
    type: 'count',
    default: 587,
    min: 1,
    max: 65_535,
    aliases: ['SMTP_PORT'],
    readBy: 'mail notifier',
    help: 'Port of the mail server.',
  },
  {
    key: 'email.smtp_user',
    type: 'string',
    example: 'paperjobs',
    aliases: ['SMTP_USER'],
    readBy: 'mail notifier',
    help: 'User name at the mail server.',
  },
  {
    key: 'email.smtp_password',
    type: 'secret',
    aliases: ['SMTP_PASSWORD'],
    credential: 'smtp-password',
    readBy: 'mail notifier',
    help: 'Password at the mail server.',
  },
  {
    key: 'email.smtp_use_tls',
    type: 'boolean',
    default: true,
    aliases: ['SMTP_USE_TLS'],
    readBy: 'mail notifier',
    help: 'Refuse to talk to the mail server without TLS.',
  },
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
