import { bearerToken, isSafe, refuseStranger } from '../../core/api/admission.ts';
import type { Refusal } from '../../core/api/admission.ts';
import { draw, fullBucket } from '../../core/api/rate.ts';
import type { Rate } from '../../core/api/rate.ts';
import { sameToken } from '../../core/api/token.ts';
import type { ServedAnswer, ServedRequest } from '../../ports/http-server.ts';
import { refusedAnswer } from './answers.ts';

/** A page asks for a handful of things; a metrics scraper four times a minute. */
const CALLS: Rate = { burst: 60, perSecond: 20 };
const CHANGES: Rate = { burst: 10, perSecond: 1 };
/** A token of 128 bits is not guessed at this pace. */
const WRONG_TOKENS: Rate = { burst: 5, perSecond: 0.2 };

/** What calls are admitted by. */
export interface Doorkeeper {
  /** Names besides the loopback's, in lower case. */
  readonly hosts: readonly string[];
  /** Absent: nothing may be changed. */
  readonly token?: string;
  /** Milliseconds of a clock that does not run backwards. */
  readonly nowMs: () => number;
}

/** A rate that remembers. */
function limiter(rate: Rate, nowMs: () => number): () => number | undefined {
  let bucket = fullBucket(rate, nowMs());
  return () => {
    const drawn = draw(bucket, rate, nowMs());
    bucket = drawn.bucket;
    return drawn.waitSeconds;
  };
}

const tooMany = (seconds: number): ServedAnswer =>
  refusedAnswer(
    { status: 429, reason: `too many calls; try again in ${seconds} s` },
    { 'retry-after': String(seconds) },
  );

const wants = (reason: string): ServedAnswer =>
  refusedAnswer({ status: 401, reason }, { 'www-authenticate': 'Bearer realm="paperjobs"' });

/**
 * Decides about each call before anything of it is read further.
 *
 * @returns the refusal; absent when the call is admitted
 */
export function doorkeeper(door: Doorkeeper): (request: ServedRequest) => ServedAnswer | undefined {
  const calls = limiter(CALLS, door.nowMs);
  const changes = limiter(CHANGES, door.nowMs);
  const wrongTokens = limiter(WRONG_TOKENS, door.nowMs);

  const refuseChange = (request: ServedRequest): ServedAnswer | undefined => {
    if (door.token === undefined) {
      const reason = 'nothing can be changed: no serve.token is set';
      return refusedAnswer({ status: 403, reason });
    }
    if (!sameToken(bearerToken(request.headers['authorization']), door.token)) {
      const wait = wrongTokens();
      return wait === undefined ? wants('expected the token of serve.token') : tooMany(wait);
    }
    const wait = changes();
    return wait === undefined ? undefined : tooMany(wait);
  };

  return (request) => {
    const { method, headers } = request;
    const stranger: Refusal | undefined = refuseStranger(
      {
        method,
        ...(headers['host'] === undefined ? {} : { host: headers['host'] }),
        ...(headers['origin'] === undefined ? {} : { origin: headers['origin'] }),
        ...(headers['sec-fetch-site'] === undefined ? {} : { site: headers['sec-fetch-site'] }),
      },
      door.hosts,
    );
    if (stranger) return refusedAnswer(stranger);
    const wait = calls();
    if (wait !== undefined) return tooMany(wait);
    return isSafe(method) ? undefined : refuseChange(request);
  };
}
