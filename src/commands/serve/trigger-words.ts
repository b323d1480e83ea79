import { Failure } from '../../core/failure.ts';
import type { Job } from '../../kit/job.ts';
import { flagName, readOptions } from '../../kit/options.ts';
import type { OptionSpec, RawOptions } from '../../kit/options.ts';

/** Options that name a file or folder of this machine: not for callers. */
const NAMES_A_PLACE = /^(?:FILE|DIR|PATH|FOLDER)/;

function rawOf(name: string, spec: OptionSpec | undefined, value: unknown): string | boolean {
  const place = spec?.type === 'text' && NAMES_A_PLACE.test(spec.placeholder ?? '');
  if (!spec || place) {
    throw new Failure(
      'usage',
      `expected an option of the job that a caller may set, found "${name}"`,
    );
  }
  if (spec.type === 'flag' && typeof value === 'boolean') return value;
  const text = Array.isArray(value) ? value.map(String).join(',') : value;
  if (spec.type !== 'flag' && (typeof text === 'string' || typeof text === 'number')) {
    return String(text);
  }
  const expected = spec.type === 'flag' ? 'true or false' : 'a text, a number or a list';
  throw new Failure('usage', `--${flagName(name)}: expected ${expected}`);
}

/**
 * The command line of a job that a caller starts.
 *
 * @param body JSON such as `{"options": {"date": "2026-11-26"}, "force": true}`, or empty
 * @throws Failure `usage` for what is no such JSON, and for options that the job does not take
 */
export function triggerWords(job: Job, body: string): string[] {
  const { options = {}, force = false } = readBody(body, ['options', 'force']);
  if (typeof force !== 'boolean') throw new Failure('usage', 'force: expected true or false');
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new Failure('usage', 'options: expected an object');
  }
  const raw: RawOptions = Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      const spec = Object.hasOwn(job.options, name) ? job.options[name] : undefined;
      return [name, rawOf(name, spec, value)];
    }),
  );
  readOptions(job.options, raw);
  const words = Object.entries(raw).flatMap(([name, value]) => {
    if (value === false || value === undefined) return [];
    return [value === true ? `--${flagName(name)}` : `--${flagName(name)}=${value}`];
  });
  return [job.name, ...words, ...(force ? ['--force'] : [])];
}

/**
 * The members of a JSON object.
 *
 * @throws Failure `usage` for what is no object, and for members that are not expected
 */
export function readBody(body: string, expected: readonly string[]): Record<string, unknown> {
  if (body.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Failure('usage', 'expected a body of JSON, found something else');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Failure('usage', 'expected a JSON object');
  }
  const stranger = Object.keys(value).find((key) => !expected.includes(key));
  if (stranger !== undefined) {
    throw new Failure('usage', `expected ${expected.join(', ')}; found "${stranger.slice(0, 40)}"`);
  }
  return value as Record<string, unknown>;
}
