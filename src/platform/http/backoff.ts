const BASE_MS = 500;
const CAP_MS = 30_000;

/**
 * Wait before a retry: exponential with full jitter, so that clients that failed together do not
 * come back together. Between 0 and `min(30 s, 0.5 s × 2^tries)`.
 *
 * @param tries failed tries before this one, less one: 0 before the first retry
 * @param fraction random, from 0 up to, never reaching, 1
 * @returns milliseconds
 * @see Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015)
 */
export function backoffMs(tries: number, fraction: number): number {
  return Math.round(fraction * Math.min(CAP_MS, BASE_MS * 2 ** tries));
}

/**
 * What a `Retry-After` header asks for.
 *
 * @param header delay in whole seconds, or an HTTP date
 * @param nowMs wall time, epoch milliseconds
 * @returns milliseconds from now, 0 for a date that has passed; absent when there is no header, or
 *   none that can be read
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse reads almost anything; an HTTP date begins with the name of a day.
  const atMs = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(atMs) ? Math.max(0, atMs - nowMs) : undefined;
}
