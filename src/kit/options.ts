import { Failure } from '../core/failure.ts';
import { nearest } from '../core/nearest.ts';
import { isSessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';

interface Described {
  /** One sentence, shown by `--help`. */
  readonly help: string;
}

/**
 * One option of a job or command, by type. `default` absent means that the value may be absent.
 * A list is written with commas.
 */
export type OptionSpec = Described &
  (
    | { readonly type: 'flag' }
    | {
        readonly type: 'count';
        readonly default?: number;
        readonly min?: number;
        readonly max?: number;
      }
    | {
        /** A finite number, with or without decimals; a count that may be a fraction. */
        readonly type: 'number';
        readonly default?: number;
        readonly min?: number;
        readonly max?: number;
      }
    | { readonly type: 'text'; readonly placeholder?: string }
    | {
        readonly type: 'choice';
        readonly choices: readonly string[];
        readonly default?: string;
        /** What the option means without a value: `--systemd` beside `--systemd=user`. */
        readonly bare?: string;
      }
    | { readonly type: 'list'; readonly choices?: readonly string[]; readonly placeholder?: string }
    | { readonly type: 'session' }
    | { readonly type: 'sessions' }
    /** A length of time such as `5s` or `2m`; its value is in seconds. */
    | { readonly type: 'duration' }
  );

/** Options by name; `keepDays` is written `--keep-days`. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

type ValueOf<Spec extends OptionSpec> = Spec extends { type: 'flag' }
  ? boolean
  : Spec extends { type: 'count' | 'number'; default: number }
    ? number
    : Spec extends { type: 'count' | 'number' }
      ? number | undefined
      : Spec extends { type: 'choice'; choices: readonly (infer Choice)[]; default: string }
        ? Choice
        : Spec extends { type: 'choice'; choices: readonly (infer Choice)[] }
          ? Choice | undefined
          : Spec extends { type: 'list'; choices: readonly (infer Choice)[] }
            ? readonly Choice[] | undefined
            : Spec extends { type: 'list' }
              ? readonly string[] | undefined
              : Spec extends { type: 'session' }
                ? SessionDate | undefined
                : Spec extends { type: 'sessions' }
                  ? readonly SessionDate[] | undefined
                  : Spec extends { type: 'duration' }
                    ? number | undefined
                    : string | undefined;

/** The values of options, typed by their specifications. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ValueOf<Specs[Name]>;
};

/** What the command line gave: texts by option name, `true` for a flag. */
export type RawOptions = Readonly<Record<string, string | boolean | undefined>>;

/** `keepDays` → `keep-days`. */
export function flagName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function usage(
  name: string,
  expected: string,
  found: string,
  choices?: readonly string[],
): Failure {
  const close = choices && nearest(found, choices);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  return new Failure('usage', `--${flagName(name)}: expected ${expected}, found "${found}"${hint}`);
}

function readCount(name: string, spec: OptionSpec & { type: 'count' }, text: string): number {
  const value = Number(text);
  const [min, max] = [spec.min ?? 0, spec.max ?? Number.MAX_SAFE_INTEGER];
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const upTo = spec.max === undefined ? ` of at least ${min}` : ` from ${min} to ${max}`;
  throw usage(name, `a whole number${upTo}`, text);
}

function readNumber(name: string, spec: OptionSpec & { type: 'number' }, text: string): number {
  const value = Number(text);
  const [min, max] = [spec.min ?? -Infinity, spec.max ?? Infinity];
  const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text);
  if (plain && Number.isFinite(value) && value >= min && value <= max) return value;
  const from = spec.min === undefined ? '' : ` from ${spec.min}`;
  const to = spec.max === undefined ? '' : ` up to ${spec.max}`;
  throw usage(name, `a number${from}${to}`, text);
}

function readChoice(name: string, choices: readonly string[], text: string): string {
  const exact = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (exact !== undefined) return exact;
  throw usage(name, `one of ${choices.join(', ')}`, text, choices);
}

function readSession(name: string, text: string): SessionDate {
  if (isSessionDate(text)) return text;
  throw usage(name, 'a date like 2026-11-26', text);
}

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

function readDuration(name: string, text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,5})([smh])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * (SECONDS_OF[unit] ?? 1);
  throw usage(name, 'a length of time like 5s or 2m', text);
}

const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function readList(name: string, text: string, choices?: readonly string[]): string[] {
  const items = parts(text);
  if (items.length === 0) throw usage(name, 'a list with commas', text);
  return [...new Set(choices ? items.map((item) => readChoice(name, choices, item)) : items)];
}

function readOne(name: string, spec: OptionSpec, raw: string | boolean | undefined): unknown {
  if (spec.type === 'flag') return raw === true;
  if (raw === true && spec.type === 'choice' && spec.bare !== undefined) return spec.bare;
  if (raw === undefined || typeof raw === 'boolean') {
    return 'default' in spec ? spec.default : undefined;
  }
  switch (spec.type) {
    case 'count':
      return readCount(name, spec, raw);
    case 'number':
      return readNumber(name, spec, raw);
    case 'choice':
      return readChoice(name, spec.choices, raw);
    case 'list':
      return readList(name, raw, spec.choices);
    case 'session':
      return readSession(name, raw);
    case 'sessions':
      return readList(name, raw).map((text) => readSession(name, text));
    case 'duration':
      return readDuration(name, raw);
    case 'text':
      return raw;
  }
}

/**
 * Reads what the command line gave by the specifications.
 *
 * @throws Failure `usage`: what was expected, what was found, the nearest valid spelling
 */
export function readOptions<Specs extends OptionSpecs>(
  specs: Specs,
  raw: RawOptions,
): OptionValues<Specs> {
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, readOne(name, spec, raw[name])]),
  ) as OptionValues<Specs>;
}

/** The range that `--date`, `--dates`, `--from` and `--to` ask for; absent ends are left open. */
export interface AskedSessions {
  readonly from?: SessionDate;
  readonly to?: SessionDate;
  /** Only these; absent: every session of the range. */
  readonly only?: ReadonlySet<SessionDate>;
}

/** Options of jobs about dates. */
export const DATE_OPTIONS = {
  date: { type: 'session', help: 'only that session' },
  dates: { type: 'sessions', help: 'only those sessions, with commas' },
  from: { type: 'session', help: 'first session' },
  to: { type: 'session', help: 'last session' },
} as const satisfies OptionSpecs;

/** Options of jobs about instruments. */
export const INSTRUMENT_OPTIONS = {
  symbols: { type: 'list', placeholder: 'A,B', help: 'symbols instead of the watchlist' },
  index: { type: 'text', placeholder: 'CODE', help: 'the members of an index, such as NIFTY50' },
} as const satisfies OptionSpecs;

/** @throws Failure `usage` when a range would end before it begins; open ends are good */
export function refuseBackwards(from: SessionDate | undefined, to: SessionDate | undefined): void {
  if (from === undefined || to === undefined || from <= to) return;
  throw new Failure('usage', `expected --from not after --to, found ${from} after ${to}`);
}

/** Joins the four date options. @throws Failure `usage` when they contradict each other */
export function askedSessions(options: OptionValues<typeof DATE_OPTIONS>): AskedSessions {
  const { date, dates, from, to } = options;
  const listed = [...(date === undefined ? [] : [date]), ...(dates ?? [])].toSorted();
  if (listed.length > 0 && (from !== undefined || to !== undefined)) {
    throw new Failure('usage', 'expected either --date or --dates, or --from and --to; found both');
  }
  refuseBackwards(from, to);
  const [first, last] = [listed[0] ?? from, listed.at(-1) ?? to];
  return {
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
    ...(listed.length > 0 ? { only: new Set(listed) } : {}),
  };
}
