import type { Clock } from '../../ports/clock.ts';
import type { HttpRequest } from '../../ports/http.ts';
import { isThisMachine } from './address.ts';
import { createCookieJar } from './cookies.ts';
import type { Patience } from './patience.ts';
import { nextHop } from './redirect.ts';
import type { Sent } from './sent.ts';
import type { Transport } from './transport.ts';

const MOST_REDIRECTS = 5;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** Led elsewhere: off the owner's hosts, or round and round. */
interface Astray {
  readonly kind: 'astray';
  readonly status: number;
  readonly reason: string;
}

/** Headers by lower-case name; a later set wins. */
export type HeaderSet = Readonly<Record<string, string>>;

export interface Follower {
  /**
   * Gets an address, follows its redirects, keeps cookies. Every hop is counted, and booked where windows
   * are to be kept.
   *
   * @param headers for every hop
   * @param secretHeaders for hops to the first address's origin only
   */
  follow(
    request: Pick<HttpRequest, 'policy' | 'maxBytes'>,
    start: URL,
    headers: HeaderSet,
    secretHeaders: HeaderSet,
  ): Promise<Sent | Astray>;
  /** Requests sent so far, hops, retries and cookie pages included. */
  requestCount(): number;
}

interface FollowerOptions {
  readonly transport: Transport;
  readonly patience: Patience;
  readonly wallClock: Clock;
  readonly signal: AbortSignal;
  /** Longest phase of an answer, where the source's own limit is longer; absent: that. */
  readonly timeoutMs?: number;
}

/** Joins header sets, names in lower case; a later set wins. */
export function joinHeaders(...sets: readonly (HeaderSet | undefined)[]): HeaderSet {
  const pairs = sets.flatMap((set) => Object.entries(set ?? {}));
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}

/** One cookie jar and one count for all that a run asks. */
export function createFollower(options: FollowerOptions): Follower {
  const { transport, patience, wallClock, signal, timeoutMs = Infinity } = options;
  const jar = createCookieJar();
  let requests = 0;

  return {
    requestCount: () => requests,
    follow: async ({ policy, maxBytes = DEFAULT_MAX_BYTES }, start, headers, secretHeaders) => {
      let url = start;
      for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
        if (!(policy.courtesy && isThisMachine(url))) {
          await patience.reserve(policy.source, policy.windows);
        }
        requests++;
        const cookie = jar.header(url.origin, wallClock.now());
        const sent = await transport.send({
          url,
          headers: joinHeaders(
            headers,
            url.origin === start.origin ? secretHeaders : {},
            cookie === undefined ? {} : { cookie },
          ),
          timeoutMs: Math.min(policy.timeoutMs, timeoutMs),
          maxBytes,
          signal,
        });
        if (sent.kind !== 'raw') return sent;
        jar.store(url.origin, sent.setCookies, wallClock.now());
        const hop = nextHop(url, sent.status, sent.header('location'));
        if (hop.kind === 'stay') return sent;
        if (hop.kind === 'astray') return { ...hop, status: sent.status };
        url = hop.url;
      }
      const reason = `more than ${MOST_REDIRECTS} redirects`;
      return { kind: 'astray', status: 302, reason };
    },
  };
}
