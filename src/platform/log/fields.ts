import type { LogFields } from '../../ports/log.ts';
import type { Redact } from '../redact.ts';

type FieldValue = string | number | boolean;

/** Fields that have a value, with every secret in them blanked, in their order. */
export function blankedFields(fields: LogFields, redact: Redact): Record<string, FieldValue> {
  const out: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const text = String(value);
    const blanked = redact(text);
    out[name] = blanked === text ? value : blanked;
  }
  return out;
}

function quoted(value: FieldValue): string {
  const text = String(value);
  return /^[^\s"=\p{Cc}]+$/u.test(text) ? text : JSON.stringify(text);
}

/**
 * `key=value key="two words"`: values with spaces, quotes, equal signs or control characters, and
 * empty ones, are quoted as JSON quotes. Absent values are left out; always one line.
 */
export function formatFields(fields: LogFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(value)}`]))
    .join(' ');
}
