/** Cookies of one run, by origin. Path and domain are ignored: a cookie goes back to its origin only. */
interface CookieJar {
  /**
   * @param origin scheme, host and port
   * @param lines values of `Set-Cookie` headers
   * @param nowSeconds wall time, epoch seconds
   */
  store(origin: string, lines: readonly string[], nowSeconds: number): void;
  /** Value of a `Cookie` header; absent when there is none to send. */
  header(origin: string, nowSeconds: number): string | undefined;
}

interface Cookie {
  readonly value: string;
  /** Epoch seconds; Infinity: as long as the run. */
  readonly expiresAt: number;
}

function expiryOf(attributes: readonly string[], nowSeconds: number): number {
  let expiresAt = Infinity;
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split(/=(.*)/, 2).map((part) => part.trim());
    // Max-Age has the last word over Expires.
    if (/^max-age$/i.test(name) && /^-?\d+$/.test(value)) return nowSeconds + Number(value);
    const atMs = /^expires$/i.test(name) ? Date.parse(value) : Number.NaN;
    if (Number.isFinite(atMs)) expiresAt = atMs / 1000;
  }
  return expiresAt;
}

/** @see RFC 6265, sections 4 and 5 */
export function createCookieJar(): CookieJar {
  const jars = new Map<string, Map<string, Cookie>>();
  return {
    store: (origin, lines, nowSeconds) => {
      const jar = jars.get(origin) ?? new Map<string, Cookie>();
      jars.set(origin, jar);
      for (const line of lines) {
        const [pair = '', ...attributes] = line.split(';');
        const equals = pair.indexOf('=');
        const name = pair.slice(0, Math.max(equals, 0)).trim();
        if (name === '') continue;
        const expiresAt = expiryOf(attributes, nowSeconds);
        jar.set(name, { value: pair.slice(equals + 1).trim(), expiresAt });
      }
    },
    header: (origin, nowSeconds) => {
      const live = [...(jars.get(origin) ?? [])].filter(
        ([, { expiresAt }]) => expiresAt > nowSeconds,
      );
      if (live.length === 0) return undefined;
      return live.map(([name, { value }]) => `${name}=${value}`).join('; ');
    },
  };
}
