import type { Clock } from '../../ports/clock.ts';
import type { HttpAnswer, HttpRequest } from '../../ports/http.ts';
import type { KeptAnswer } from '../../ports/request-ledger.ts';
import { blankedBody } from '../redact.ts';
import type { Redact } from '../redact.ts';
import { readAddress, shownAddress } from './address.ts';
import { classify } from './classify.ts';
import type { Verdict } from './classify.ts';
import { joinHeaders } from './follow.ts';
import type { Follower, HeaderSet } from './follow.ts';
import { freshSeconds } from './freshness.ts';
import type { RawAnswer } from './sent.ts';

/** What one try came to, with the answer where there is one. */
interface Attempted {
  readonly verdict: Verdict;
  readonly raw?: RawAnswer;
}

interface AttemptOptions {
  readonly follower: Follower;
  readonly defaultHeaders: HeaderSet;
}

/** One try at a request: cookies first where it needs them, once more when they are refused. */
type Attempt = (
  request: HttpRequest,
  kept: KeptAnswer | undefined,
  redact: Redact,
) => Promise<Attempted>;

function validators(kept: KeptAnswer | undefined): HeaderSet {
  return {
    ...(kept?.etag === undefined ? {} : { 'if-none-match': kept.etag }),
    ...(kept?.lastModified === undefined ? {} : { 'if-modified-since': kept.lastModified }),
  };
}

function isTurnedAway({ verdict }: Attempted): boolean {
  if (verdict.kind !== 'refused' && verdict.kind !== 'auth') return false;
  return verdict.status === 401 || verdict.status === 403;
}

/** Tries share the cookies: requests that run side by side wait for the same cookie page. */
export function createAttempt(options: AttemptOptions): Attempt {
  const { follower, defaultHeaders } = options;
  const primed = new Map<string, Promise<void>>();

  async function prime(request: HttpRequest, page: string, redact: Redact): Promise<void> {
    const headers = joinHeaders(defaultHeaders, request.policy.headers);
    // Its status tells nothing: Yahoo hands out cookies with 404. Whether they serve, the answer says.
    const sent = await follower.follow(
      { policy: request.policy },
      readAddress(page, redact),
      headers,
      {},
    );
    if (sent.kind === 'fault') primed.delete(page);
  }

  function cookies(request: HttpRequest, redact: Redact): Promise<void> | undefined {
    const page = request.cookiesFrom;
    if (page === undefined) return undefined;
    const running = primed.get(page) ?? prime(request, page, redact);
    primed.set(page, running);
    return running;
  }

  async function once(
    request: HttpRequest,
    kept: KeptAnswer | undefined,
    redact: Redact,
  ): Promise<Attempted> {
    const headers = joinHeaders(
      defaultHeaders,
      request.policy.headers,
      request.headers,
      validators(kept),
    );
    const start = readAddress(request.url, redact);
    const sent = await follower.follow(request, start, headers, joinHeaders(request.secretHeaders));
    if (sent.kind === 'astray') return { verdict: { ...sent, kind: 'refused' } };
    const verdict = classify(sent, request.expect, kept !== undefined);
    return sent.kind === 'raw' ? { verdict, raw: sent } : { verdict };
  }

  return async (request, kept, redact) => {
    const page = request.cookiesFrom;
    const used = cookies(request, redact);
    await used;
    const first = await once(request, kept, redact);
    if (page === undefined || !isTurnedAway(first)) return first;
    // Another request may have fetched new cookies since these were sent.
    if (primed.get(page) === used) primed.delete(page);
    await cookies(request, redact);
    return once(request, kept, redact);
  };
}

/** An answer as the caller gets it: its address fit to be shown. */
export function answerOf(
  request: HttpRequest,
  raw: RawAnswer,
  redact: Redact,
  wallClock: Clock,
): HttpAnswer {
  const fetchedAt = wallClock.now();
  const fresh = freshSeconds((name) => raw.header(name), fetchedAt * 1000);
  return {
    url: shownAddress(request.url, redact),
    status: raw.status,
    contentType: raw.header('content-type') ?? '',
    body: request.repeatsSecrets ? blankedBody(raw.body, redact) : raw.body,
    fetchedAt,
    ...(fresh === undefined ? {} : { freshSeconds: fresh }),
    stale: false,
    notModified: false,
  };
}
