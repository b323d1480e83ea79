import { markedText } from '../core/wide-text.ts';

/** What stands where a secret stood. */
export const BLANK = '•••';

/** Shorter values would blank ordinary words and numbers. */
const SHORTEST_SECRET = 4;

/** Replaces every secret in a text by `•••`. */
export type Redact = (text: string) => string;

/** Base64 of a secret that stands alone or behind a name (`user:secret`), whatever its alignment. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const lead of [0, 1, 2]) {
    // A character is of the secret alone when none of its six bits comes from a neighbour.
    const whole = Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((lead * 8) / 6);
    const last = Math.floor(((lead + bytes.length) * 8) / 6);
    const inner = whole.slice(first, last);
    forms.push(inner, inner.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms.filter((form) => form.length > SHORTEST_SECRET);
}

function formsOf(secret: string): string[] {
  const component = encodeURIComponent(secret);
  return [
    secret,
    component,
    component.replaceAll('%20', '+'),
    encodeURI(secret),
    JSON.stringify(secret).slice(1, -1),
    ...base64Forms(secret),
  ];
}

/** A pattern of just that text. */
function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/**
 * Makes a function that blanks secrets, in small letters or capitals: as they are, URL-encoded, in
 * base64 (also inside a longer base64 text) and as JSON escapes them. Values of fewer than four
 * characters are left alone.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const forms = new Set(
    secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf),
  );
  // Longest first: a secret that begins with another one must not leave its tail standing.
  const ordered = [...forms].toSorted((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  // In capitals a key of hexadecimal digits is the same key, and `%2b` the same as `%2B`.
  const any = new RegExp(ordered.map(literal).join('|'), 'gi');
  return (text) => text.replace(any, BLANK);
}

/**
 * A body fit to be kept: the same bytes where no secret is in them, else its text without, as UTF-8.
 * What a compressed body holds is not seen.
 */
export function blankedBody(body: Uint8Array, redact: Redact): Uint8Array {
  const text = markedText(body);
  const blanked = redact(text);
  return blanked === text ? body : new TextEncoder().encode(blanked);
}
