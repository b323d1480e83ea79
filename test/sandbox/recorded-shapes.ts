import { parse } from 'csv-parse/sync';

/** Values of each field, as texts or JSON values, all rows together. */
export type Fields = ReadonlyMap<string, readonly unknown[]>;

/**
 * The shape of a value: what a reader has to be able to take. Numbers are told apart by their decimals as texts,
 * codes and dates by the place of letters and digits; sentences and names are all `text`.
 */
export function shapeOf(value: unknown): string {
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  const rim = value === value.trim() ? '' : 'padded ';
  const text = value.trim();
  if (text === '' || text === '-') return `${rim}${text === '' ? 'nothing' : 'dash'}`;
  if (/^-?\d+$/.test(text)) return `${rim}whole`;
  if (/^-?\d{1,3}(?:,\d{2,3})+$/.test(text)) return `${rim}whole with commas`;
  if (/^-?\d*\.\d+$/.test(text)) return `${rim}decimal`;
  const dated = text.length <= 23 && /\d{2}/.test(text) && /^[\d\-:/.TA-Za-z ]+$/.test(text);
  if (!dated || !/^\d{1,4}[-/ ]|^\d{8,14}$/.test(text)) return `${rim}text`;
  return rim + text.replaceAll(/\d/g, '9').replaceAll(/[A-Z]/g, 'A').replaceAll(/[a-z]/g, 'a');
}

/** The columns of a CSV file by the header's exact spelling, or by place where it has none. */
export function csvFields(text: string, header: 'header' | 'no header', skipLines = 0): Fields {
  const lines = text.split('\n').slice(skipLines).join('\n');
  const rows = parse(lines, { relax_column_count: true, relax_quotes: true });
  const names =
    header === 'header' ? (rows.shift() ?? []) : (rows[0] ?? []).map((_, at) => `${at}`);
  const whole = rows.filter((row) => row.length === names.length);
  return new Map(names.map((name, at) => [`${at} ${name}`, whole.map((row) => row[at] ?? '')]));
}

/** Every path of a JSON value with the values that stand there; rows of a list share their paths. */
export function jsonFields(value: unknown): Fields {
  const found = new Map<string, unknown[]>();
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part)) {
      for (const row of part) walk(row, `${path}[]`);
    } else if (typeof part === 'object' && part !== null) {
      for (const [key, own] of Object.entries(part))
        walk(own, path === '' ? key : `${path}.${key}`);
    } else {
      found.set(path, [...(found.get(path) ?? []), part]);
    }
  };
  walk(value, '');
  return found;
}

/**
 * What a pretend answer has that the recorded one has not: fields, and shapes of their values.
 *
 * @param known fields of which other shapes are known to be right
 */
export function inventions(pretend: Fields, real: Fields, known: readonly string[] = []): string[] {
  return [...pretend].flatMap(([name, values]) => {
    const recorded = known.includes(name) ? values : real.get(name);
    if (recorded === undefined) return [`${name}: is in no recorded answer`];
    const shapes = new Set(recorded.map(shapeOf));
    if (recorded.length === 0) return [];
    const strange = values.find((value) => !shapes.has(shapeOf(value)));
    return strange === undefined
      ? []
      : [
          `${name}: ${JSON.stringify(strange)} is ${shapeOf(strange)}, recorded are ${[...shapes].join(', ')}`,
        ];
  });
}
