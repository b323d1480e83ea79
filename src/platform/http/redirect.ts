import { isIP } from 'node:net';

/** Second labels under which countries register names: `bse.co.in` is a name, `co.in` is none. */
const SHARED_LABELS: readonly string[] = ['co', 'com', 'org', 'net', 'gov', 'ac', 'edu', 'nic'];

/** The part of a host name that one owner has registered; an address or a single name is its own. */
export function registrableHost(hostname: string): string {
  const labels = hostname.toLowerCase().split('.');
  if (labels.length <= 2 || isIP(hostname) !== 0 || hostname.startsWith('['))
    return labels.join('.');
  const [second = '', top = ''] = labels.slice(-2);
  const shared = top.length === 2 && SHARED_LABELS.includes(second);
  return labels.slice(shared ? -3 : -2).join('.');
}

/** Where an answer sends the client. */
type Hop =
  | { readonly kind: 'stay' }
  | { readonly kind: 'follow'; readonly url: URL }
  /** Not followed; `reason` is fit for "found …". */
  | { readonly kind: 'astray'; readonly reason: string };

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Reads a redirect. Followed is only what stays with the owner of the host and does not leave TLS.
 *
 * @param location value of the `Location` header; without one the answer is taken for itself
 */
export function nextHop(from: URL, status: number, location: string | undefined): Hop {
  if (!REDIRECTS.includes(status) || location === undefined) return { kind: 'stay' };
  const url = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (!url) return { kind: 'astray', reason: `${status} to an address that cannot be read` };
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  const leavesTls = from.protocol === 'https:' && url.protocol !== 'https:';
  const sameOwner = registrableHost(url.hostname) === registrableHost(from.hostname);
  if (isHttp && sameOwner && !leavesTls) return { kind: 'follow', url };
  return {
    kind: 'astray',
    reason: `${status} to ${url.protocol}//${url.host}, which is not followed`,
  };
}
