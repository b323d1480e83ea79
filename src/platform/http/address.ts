import { createHash } from 'node:crypto';
import { Failure } from '../../core/failure.ts';
import { BLANK } from '../redact.ts';
import type { Redact } from '../redact.ts';

/** Query parameters whose values are secrets at some source. */
const SECRET_PARAMETER =
  /([?&](?:token|key|api[-_]?key|secret|code|access_token|client_secret)=)([^&#]+)/gi;

/** Values of an address's secret query parameters, as they are written and as they are meant. */
export function secretValues(url: string): string[] {
  const written = [...url.matchAll(SECRET_PARAMETER)].map(([, , value = '']) => value);
  const meant = [
    ...new URLSearchParams(written.map((value, index) => `${index}=${value}`).join('&')),
  ];
  return [...written, ...meant.map(([, value]) => value)];
}

/** An address that may be shown: without user, password, and values of secret query parameters. */
export function shownAddress(url: string, redact: Redact): string {
  const bare = url.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1').replace(SECRET_PARAMETER, `$1${BLANK}`);
  return redact(bare);
}

/**
 * Name under which an answer is kept: its address where that may be shown, else the shown one with a
 * digest, so that two addresses that differ in a blanked value stay two.
 */
export function keptName(url: string, redact: Redact): string {
  const shown = shownAddress(url, redact);
  if (shown === url) return url;
  return `${shown}#${createHash('sha256').update(url).digest('hex').slice(0, 16)}`;
}

/** @throws Failure `config` when the text is no http or https address: base addresses are settings */
export function readAddress(url: string, redact: Redact): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'https:' || parsed?.protocol === 'http:') return parsed;
  throw new Failure(
    'config',
    `expected an address that begins with http:// or https://, found "${shownAddress(url, redact)}"; check the base address of the source`,
  );
}

/** Whether an address is one of the machine on which the program runs. */
export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
