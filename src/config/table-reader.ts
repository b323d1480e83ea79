import { nearest } from '../core/nearest.ts';

/** A value that fits, or what was expected instead, in words. */
export type TakenValue = { readonly value: unknown } | string;

/** How one key of a configured table is read: into which field, and by what rule. */
export type FieldReader = readonly [field: string, take: (value: unknown) => TakenValue];

/** Something wrong in a configured table, by the path of its key. */
export interface TableProblem {
  readonly path: readonly string[];
  /** `expected …, found …`. */
  readonly sentence: string;
}

export type Table = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/u.test(value)
    ? value.trim()
    : undefined;

export const text = (value: unknown): TakenValue => {
  const found = textOf(value);
  return found === undefined ? 'a text' : { value: found };
};

export const flag = (value: unknown): TakenValue =>
  typeof value === 'boolean' ? { value } : 'true or false';

export const choice =
  (allowed: readonly string[]) =>
  (value: unknown): TakenValue => {
    if (allowed.some((one) => one === value)) return { value };
    const close = typeof value === 'string' ? nearest(value, allowed) : undefined;
    return `one of ${allowed.join(', ')}${close === undefined ? '' : ` (did you mean ${close}?)`}`;
  };

export const number =
  (min: number, max: number) =>
  (value: unknown): TakenValue =>
    typeof value === 'number' && value >= min && value <= max
      ? { value }
      : `a number from ${min} to ${max}`;

export const whole =
  (min: number, max: number) =>
  (value: unknown): TakenValue =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
      ? { value }
      : `a whole number from ${min} to ${max}`;

/** A share or a loss: above nothing, so that a slip of a zero is no limit by accident. */
export const percent = (max = 100) => number(0.01, max);

export const symbols = (value: unknown): TakenValue => {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const texts = items.map((item) => textOf(item)?.toUpperCase());
  if (texts.length === 0 || texts.includes(undefined)) return 'a list of symbols';
  return new Set(texts).size === texts.length ? { value: texts } : 'a list of symbols, each once';
};

export const numbers = (value: unknown): TakenValue =>
  isTable(value) &&
  Object.values(value).every((one) => typeof one === 'number' && Number.isFinite(one))
    ? { value }
    : 'a table of numbers';

function foundWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'another kind';
}

/** One table's fields, as far as they fit; what does not is added to the problems. */
export function readFields(
  table: Table,
  readers: Readonly<Record<string, FieldReader>>,
  at: readonly string[],
  problems: TableProblem[],
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(table)) {
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (!reader) {
      const known = Object.keys(readers);
      const close = nearest(key, known);
      const advice =
        close === undefined ? `known are ${known.join(', ')}` : `did you mean ${close}?`;
      problems.push({
        path: [...at, key],
        sentence: `expected a known key, found another; ${advice}`,
      });
      continue;
    }
    const taken = reader[1](value);
    if (typeof taken === 'string') {
      const sentence = `expected ${taken}, found ${foundWords(value)}`;
      problems.push({ path: [...at, key], sentence });
    } else read[reader[0]] = taken.value;
  }
  return read;
}

/** The tables of a table by name, each read by itself. */
export function readTables(
  name: string,
  value: unknown,
  problems: TableProblem[],
  read: (table: Table, at: readonly string[]) => void,
): void {
  if (!isTable(value)) {
    problems.push({
      path: [name],
      sentence: `expected tables such as [${name}.main], found a value`,
    });
    return;
  }
  for (const [key, table] of Object.entries(value)) {
    const path = [name, key];
    if (isTable(table)) read(table, path);
    else problems.push({ path, sentence: `expected a table [${name}.${key}], found a value` });
  }
}
