import { Failure } from '../failure.ts';
import { instant } from '../market/instant.ts';
import { isSessionDate } from '../market/session-date.ts';
import { COMPRESSIONS, MANIFEST_FORMAT } from './manifest.ts';
import type { DatabaseFacts, FileDigest, Manifest, Proof, Sample } from './manifest.ts';

/** The end of the year 9999: dates have four digits. */
const LAST_SECOND = 253_402_280_999;

type Fields = Readonly<Record<string, unknown>>;

function refuse(path: string, expected: string, found: unknown): Failure {
  const text = JSON.stringify(found)?.slice(0, 40) ?? 'nothing';
  return new Failure('bad-data', `manifest: ${path}: expected ${expected}, found ${text}`);
}

function fieldsOf(value: unknown, path: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw refuse(path, 'an object', value);
}

function textOf(fields: Fields, name: string, shape = /^[^\0]+$/): string {
  const value = fields[name];
  if (typeof value === 'string' && shape.test(value)) return value;
  throw refuse(name, `a text like ${String(shape)}`, value);
}

function wholeOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw refuse(name, 'a whole number', value);
}

function countOf(fields: Fields, name: string, most = Number.MAX_SAFE_INTEGER): number {
  const value = wholeOf(fields, name);
  if (value >= 0 && value <= most) return value;
  throw refuse(name, `a whole number from 0 to ${most}`, value);
}

function eachOf<Value>(
  value: unknown,
  path: string,
  read: (fields: Fields, name: string) => Value,
): Readonly<Record<string, Value>> {
  const fields = fieldsOf(value, path);
  return Object.fromEntries(Object.keys(fields).map((name) => [name, read(fields, name)]));
}

const SHA256 = /^[0-9a-f]{64}$/;

function sampleOf(fields: Fields, name: string): Sample {
  const sample = fieldsOf(fields[name], `samples.${name}`);
  return { rows: countOf(sample, 'rows'), sha256: textOf(sample, 'sha256', SHA256) };
}

function digestOf(value: unknown, path: string): FileDigest {
  const fields = fieldsOf(value, path);
  return { bytes: countOf(fields, 'bytes'), sha256: textOf(fields, 'sha256', SHA256) };
}

function factsOf(fields: Fields): DatabaseFacts {
  const session = fields['lastSession'];
  if (session !== undefined && (typeof session !== 'string' || !isSessionDate(session))) {
    throw refuse('lastSession', 'a date like 2026-11-26', session);
  }
  return {
    schemaVersion: wholeOf(fields, 'schemaVersion'),
    applicationId: wholeOf(fields, 'applicationId'),
    pageSize: countOf(fields, 'pageSize'),
    pageCount: countOf(fields, 'pageCount'),
    rows: eachOf(fields['rows'], 'rows', (rows, name) => countOf(rows, name)),
    samples: eachOf(fields['samples'], 'samples', sampleOf),
    ...(session === undefined ? {} : { lastSession: session }),
  };
}

function proofOf(value: unknown): Proof {
  const fields = fieldsOf(value, 'proven');
  return { at: instant(countOf(fields, 'at', LAST_SECOND)), runId: textOf(fields, 'runId') };
}

/**
 * Reads the text of a manifest.
 *
 * @throws Failure `bad-data` that names the field: what was expected and what was found
 */
export function readManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure('bad-data', 'manifest: expected JSON, found something else', {
      cause: error,
    });
  }
  const fields = fieldsOf(value, 'the document');
  if (fields['format'] !== MANIFEST_FORMAT)
    throw refuse('format', MANIFEST_FORMAT, fields['format']);
  const compression = COMPRESSIONS.find((one) => one === fields['compression']);
  if (!compression) throw refuse('compression', COMPRESSIONS.join(', '), fields['compression']);
  return {
    ...factsOf(fields),
    database: textOf(fields, 'database'),
    source: textOf(fields, 'source'),
    file: textOf(fields, 'file', /^[^/\0]+$/),
    takenAt: instant(countOf(fields, 'takenAt', LAST_SECOND)),
    compression,
    stored: digestOf(fields['stored'], 'stored'),
    plain: digestOf(fields['plain'], 'plain'),
    check: textOf(fields, 'check', /^(?:quick|full)$/) === 'full' ? 'full' : 'quick',
    orphans: countOf(fields, 'orphans'),
    sqlite: textOf(fields, 'sqlite'),
    version: textOf(fields, 'version'),
    durations: eachOf(fields['durations'], 'durations', (all, name) => countOf(all, name)),
    ...(fields['proven'] === undefined ? {} : { proven: proofOf(fields['proven']) }),
  };
}
