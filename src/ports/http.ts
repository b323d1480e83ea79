import type { Instant } from '../core/market/instant.ts';

/** What the caller is prepared to read; anything else in the body is recognised and refused. */
export type BodyKind = 'json' | 'csv' | 'zip' | 'gzip' | 'xml' | 'any';

/** Requests a source allows within a span of time. */
export interface RateWindow {
  readonly seconds: number;
  readonly requests: number;
}

/** How to treat one place where data comes from. */
export interface SourcePolicy {
  /** Name under which rate windows, health and cached answers are kept. */
  readonly source: string;
  readonly windows: readonly RateWindow[];
  /**
   * The source states no limit and the windows are good manners towards it: none towards this machine
   * itself, where a mirror, a replay or the built-in exchange stands in for it. Absent: a stated limit.
   */
  readonly courtesy?: true;
  readonly timeoutMs: number;
  /** Failures in a row after which the circuit opens. */
  readonly breakAfter: number;
  /** Seconds that it stays open the first time; doubled each time up to an hour. */
  readonly breakSeconds: number;
  /** Answers of 429 in a row that open the circuit; absent: they count as other failures do. */
  readonly breakAfterThrottles?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Where a limit was stated, and when. */
  readonly reference: string;
}

export interface HttpRequest {
  readonly policy: SourcePolicy;
  readonly url: string;
  readonly expect: BodyKind;
  /** Sent and never written anywhere: values of these headers are secrets. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The source may repeat the secrets that it was sent: they are blanked in the body in all their spellings. */
  readonly repeatsSecrets?: true;
  /**
   * Page that hands out the cookies without which this address refuses; asked once a run, and once
   * more after a 401 or 403.
   */
  readonly cookiesFrom?: string;
  /** Largest body taken, bytes; 64 MiB unless told. */
  readonly maxBytes?: number;
  /** Ask with the validators of the kept answer, and keep this one with its validators. */
  readonly conditional?: boolean;
}

export interface HttpAnswer {
  readonly url: string;
  /** 200–299, or one of 400, 404, 410, 422 and 426, whose meaning only the source knows. */
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly fetchedAt: Instant;
  /** How long the source says that its answer stays good, seconds; absent: it says nothing. */
  readonly freshSeconds?: number;
  /** The source did not answer and this is the kept body of an earlier answer. */
  readonly stale: boolean;
  /** The source said that the kept body is still current. */
  readonly notModified: boolean;
}

/**
 * One polite client for every source: rate windows shared by processes, Retry-After, jittered
 * back-off under a budget, a circuit breaker, time limits, size caps.
 *
 * @throws Failure `not-yet` network down, time-out, 429 or 5xx past the budget, cut-off body;
 *   `blocked` 403 or a block page, circuit open; `auth` 401 or 403 told in JSON;
 *   `bad-data` a body of another kind than expected, or larger than the cap; `stopped` by a signal
 */
export interface Http {
  get(request: HttpRequest): Promise<HttpAnswer>;
  /** Keeps the raw body of an answer that was refused, for the developer. @returns where it is */
  keep(answer: HttpAnswer): Promise<string>;
}
