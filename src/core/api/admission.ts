/** What of a call decides whether it is heard at all. Absent: the header was not sent. */
export interface ApiCall {
  readonly method: string;
  readonly host?: string;
  readonly origin?: string;
  /** `Sec-Fetch-Site`, which browsers set and pages cannot. */
  readonly site?: string;
}

/** How a call is turned away: the HTTP status and a sentence. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 421 | 429 | 500;
  readonly reason: string;
}

/** Names under which a loopback listener is rightly reached. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const SAFE = new Set(['GET', 'HEAD']);

/** `localhost:8787` → `localhost`; absent for what is no host with an optional port. */
function nameOf(host: string): string | undefined {
  return /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase();
}

function isKnown(host: string, further: readonly string[]): boolean {
  const name = nameOf(host);
  return name !== undefined && (LOOPBACK.has(name) || further.includes(name));
}

/** Whether the call changes nothing, by its method. */
export function isSafe(method: string): boolean {
  return SAFE.has(method);
}

/**
 * Why a call is not heard. The `Host` must be a name that is ours: a page that has its own name
 * point to this machine (DNS rebinding) sends that name. A change must not come from a page of
 * another site (CSRF): browsers say so in `Origin` and `Sec-Fetch-Site`.
 *
 * @param further names besides those of the loopback, in lower case
 * @returns absent when it is heard
 */
export function refuseStranger(
  { method, host, origin, site }: ApiCall,
  further: readonly string[],
): Refusal | undefined {
  if (host === undefined || !isKnown(host, further)) {
    const named = host === undefined ? 'none' : `"${host.slice(0, 100)}"`;
    return {
      status: 421,
      reason: `expected the Host to be localhost or one of serve.hosts, found ${named}`,
    };
  }
  if (isSafe(method)) return undefined;
  const foreign = origin !== undefined && !isKnown(origin.replace(/^https?:\/\//i, ''), further);
  if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    return { status: 403, reason: 'expected no change from a page of another site' };
  }
  return undefined;
}

/** The token of `Authorization: Bearer …`. @returns absent for anything else */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization ?? '')?.[1];
}
