import { Failure } from '../core/failure.ts';

/** What can be made to go wrong. The list is the vocabulary of `PAPERJOBS_SANDBOX_FAULTS`. */
export const FAULT_KINDS = [
  '429',
  '403',
  '500',
  '503',
  'stall',
  'truncated',
  'html',
  'columns',
  'garbage-row',
  'late',
  'empty',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** At whom a fault can be aimed. */
export const FAULT_SOURCES = [
  'nse',
  'bse',
  'upstox',
  'yahoo',
  'news',
  'telegram',
  'healthchecks',
] as const;
type FaultSource = (typeof FAULT_SOURCES)[number];

/**
 * One thing that goes wrong.
 *
 * - `429` with Retry-After of one second, `403` as an HTML block page, `500`, `503`
 * - `stall` never answers, `truncated` breaks off in the middle, `html` is a page in place of data
 * - `columns` renames a column or key, `garbage-row` puts one impossible row among good ones
 * - `late` withholds the newest session's files, `empty` answers without rows
 */
export interface Fault {
  readonly kind: FaultKind;
  /** How many of the requests that it fits, the first ones; absent: all. */
  readonly times?: number;
  /** Absent: all sources. */
  readonly source?: FaultSource;
}

/** Faults in the order in which they are tried; the first that fits a request strikes it. */
export type FaultPlan = readonly Fault[];

/** Letters to insert, delete or replace to get from one word to the other (Levenshtein, 1965). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function wordOf<Word extends string>(found: string, valid: readonly Word[], what: string): Word {
  const word = valid.find((candidate) => candidate === found);
  if (word !== undefined) return word;
  const [nearest = ''] = valid.toSorted((a, b) => distance(found, a) - distance(found, b));
  throw new Failure(
    'config',
    `expected a ${what} in PAPERJOBS_SANDBOX_FAULTS, one of ${valid.join(', ')}; found "${found}": did you mean "${nearest}"?`,
  );
}

function faultOf(entry: string): Fault {
  const [aimed = '', source, ...rest] = entry.split(':');
  const [kind = '', times, ...more] = aimed.split('*');
  if (rest.length > 0 || more.length > 0) {
    throw new Failure(
      'config',
      `expected KIND[*TIMES][:SOURCE] in PAPERJOBS_SANDBOX_FAULTS, like 429*2:nse; found "${entry}"`,
    );
  }
  if (times !== undefined && !/^[1-9]\d{0,5}$/.test(times)) {
    throw new Failure(
      'config',
      `expected a count of 1 or more after "${kind}*" in PAPERJOBS_SANDBOX_FAULTS; found "${times}"`,
    );
  }
  return {
    kind: wordOf(kind, FAULT_KINDS, 'kind of fault'),
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(source === undefined ? {} : { source: wordOf(source, FAULT_SOURCES, 'source') }),
  };
}

/**
 * Reads a comma list of `KIND[*TIMES][:SOURCE]`: `429*2:nse, late`. Spaces and empty entries do not
 * count; an empty text is an empty plan.
 *
 * @throws Failure `config` naming the nearest valid word
 */
export function parseFaults(text: string): FaultPlan {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(faultOf);
}
