import { safeParse } from 'valibot';
import type { BaseIssue, GenericSchema, InferOutput } from 'valibot';
import { Failure } from '../core/failure.ts';

/** The body as text: UTF-8, a byte order mark taken off, bytes that are none shown as U+FFFD. */
export function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

/** An answer whose shape is not the one that was agreed. `path` is its place: `data.candles[3][1]`. */
export function misshapen(path: string, expected: string, found: unknown): Failure {
  const shown = found === undefined ? 'nothing' : (JSON.stringify(found) ?? typeof found);
  return new Failure(
    'bad-data',
    `expected ${expected} at ${path}, found ${shown.slice(0, 80)}; the format may have changed`,
    { detail: { path } },
  );
}

/** Parses JSON. @throws Failure `bad-data` that shows how the text begins */
export function jsonOf(body: Uint8Array): unknown {
  const text = textOf(body);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const start = JSON.stringify(text.slice(0, 60));
    throw new Failure(
      'bad-data',
      `expected JSON, found ${text.length} characters beginning ${start}`,
      { cause },
    );
  }
}

function pathOf(issue: BaseIssue<unknown>, root: string): string {
  let path = root;
  for (const { key } of issue.path ?? []) {
    path += typeof key === 'number' ? `[${key}]` : `${path === '' ? '' : '.'}${String(key)}`;
  }
  return path === '' ? 'the top level' : path;
}

/**
 * The value, checked against the schema; keys that the schema does not name are left out.
 *
 * @param root path of the value inside the answer; empty for the whole of it
 * @throws Failure `bad-data` naming the first field that is missing or of another type
 */
export function decoded<Schema extends GenericSchema>(
  schema: Schema,
  value: unknown,
  root = '',
): InferOutput<Schema> {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const leaf = issue.path?.at(-1);
  throw misshapen(
    pathOf(issue, root),
    issue.expected ?? 'a value',
    leaf ? leaf.value : issue.input,
  );
}

/** The value as a list, without looking inside. @throws Failure `bad-data` naming its path */
export function listAt(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw misshapen(path, 'a list', value);
}
