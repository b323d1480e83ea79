import { isSessionDate } from '../../../src/core/market/session-date.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What no row may hold, by the name of its field: a broken number, half a paisa, a day that there is not. */
function flawOf(name: string, value: unknown): string | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'is no number';
    if (/paise$/i.test(name) && !Number.isSafeInteger(value)) return 'is no whole number of paise';
    if (/^(?:volume|quantity|trades|delivered)$/.test(name) && !(value >= 0)) return 'is negative';
  }
  if (typeof value === 'string' && /^(?:session|exDate|recordDate|listedOn|on)$/.test(name)) {
    return isSessionDate(value) ? undefined : 'is no day';
  }
  return undefined;
}

/** Of bars. A quote's open is as the exchange tells it, whatever it says of high and low later. */
const ORDERED: readonly (readonly [string, string])[] = [
  ['low', 'high'],
  ['lowPaise', 'highPaise'],
  ['lowPaise', 'closePaise'],
  ['closePaise', 'highPaise'],
];

function disorderIn(fields: Fields): string[] {
  return ORDERED.flatMap(([small, large]) => {
    const [low, high] = [fields[small], fields[large]];
    return typeof low === 'number' && typeof high === 'number' && low > high
      ? [`${small} ${low} above ${large} ${high}`]
      : [];
  });
}

/** What is wrong in an answer that was read, wherever it stands; absent cells of columns are NaN. */
export function flawsOf(value: unknown, path = ''): readonly string[] {
  if (!isFields(value) || ArrayBuffer.isView(value)) return [];
  const inner = value instanceof Map ? [...value] : Object.entries(value);
  const own = inner.flatMap(([key, item]) => {
    const name = String(key);
    const flaw = flawOf(name, item);
    return flaw === undefined
      ? flawsOf(item, `${path}.${name}`)
      : [`${path}.${name} ${flaw}: ${String(item)}`];
  });
  return [...disorderIn(value).map((flaw) => `${path}: ${flaw}`), ...own];
}

/** Rows of an answer as texts, the refused ones left out, so that two answers can be compared. */
export function rowsOf(value: unknown): readonly string[] {
  if (value instanceof Map) return [...value].map((entry) => JSON.stringify(entry));
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(item));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'refused' ? [] : rowsOf(item).map((row) => `${name} ${row}`),
  );
}

/** How many rows of one answer the other has not, those that stand there twice counted twice. */
export function rowsUnlike(found: readonly string[], expected: readonly string[]): number {
  const left = new Map<string, number>();
  for (const row of expected) left.set(row, (left.get(row) ?? 0) + 1);
  return found.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  }).length;
}
