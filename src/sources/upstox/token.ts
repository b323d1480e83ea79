import { is, number, object } from 'valibot';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';

const CLAIMS = object({ exp: number() });

/**
 * When a token ends, read from the token itself (a JWT, whose signature is not checked): an ordinary
 * one at 03:30 IST of the next day, a read-only analytics token after a year.
 *
 * @returns absent when the text is no such token or does not tell
 * @see RFC 7519, section 4.1.4
 */
export function tokenExpiry(token: string): Instant | undefined {
  const payload = token.split('.')[1] ?? '';
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    return is(CLAIMS, claims) ? instant(claims.exp) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return undefined;
    throw error;
  }
}
