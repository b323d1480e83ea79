import { Failure } from '../../core/failure.ts';
import type { Clock, Pacer } from '../../ports/clock.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ports/http.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { KeptAnswer, RequestLedger } from '../../ports/request-ledger.ts';
import { wallMs } from '../clock.ts';
import { blankedBody, createRedactor } from '../redact.ts';
import type { Redact } from '../redact.ts';
import { keptName, secretValues, shownAddress } from './address.ts';
import { answerOf, createAttempt } from './attempt.ts';
import { backoffMs, retryAfterMs } from './backoff.ts';
import { createCircuit } from './circuit.ts';
import { createFollower } from './follow.ts';
import { freshSeconds } from './freshness.ts';
import { createPatience } from './patience.ts';
import { keepBody } from './refused-bodies.ts';
import type { RawAnswer } from './sent.ts';
import { createTransport } from './transport.ts';
import { breakerEvent, failureOf } from './verdict.ts';

export interface HttpOptions {
  readonly ledger: RequestLedger;
  readonly pacer: Pacer;
  readonly random: Random;
  readonly wallClock: Clock;
  readonly log: Log;
  /** Ends every request and every wait with a Failure `stopped`. */
  readonly signal: AbortSignal;
  /** Values that appear in no sentence, log line or address; or the function that blanks them. */
  readonly secrets: readonly string[] | Redact;
  /** Folder for bodies that were refused. */
  readonly keepFolder: string;
  /** Milliseconds that the run may sleep for retries and Retry-After, all requests together. */
  readonly budgetMs: number;
  /** Longest phase of an answer in milliseconds, where the source's own limit is longer; absent: that. */
  readonly timeoutMs?: number;
  /** Tries after the first one. */
  readonly retries: number;
  /** An open circuit ends the run `not-yet` instead of `blocked`; absent: no. */
  readonly lowPriority?: boolean;
  /** Sent with every request unless the policy has its own; absent: none. */
  readonly userAgent?: string;
  /** Epoch milliseconds for the rate windows; absent: this machine's. */
  readonly wallMs?: () => number;
}

/** The client of one run. */
export interface RunHttp extends Http {
  /** Requests sent so far: redirects, retries and cookie pages included. */
  requestCount(): number;
  /** Closes the connections; what is under way is cut. */
  close(): Promise<void>;
}

/** Blanks the run's secrets and the request's own: secret headers and secret query values. */
function redactorFor(request: HttpRequest, redact: Redact): Redact {
  const values = Object.values(request.secretHeaders ?? {});
  const inUrl = secretValues(request.url);
  if (values.length === 0 && inUrl.length === 0) return redact;
  // A header may hold more than the secret: "Bearer …".
  const bare = values.map((value) => value.replace(/^[A-Za-z]+\s+/, ''));
  const own = createRedactor([...values, ...bare, ...inUrl]);
  return (text) => own(redact(text));
}

function fromKept(
  kept: KeptAnswer,
  url: string,
  told: Pick<HttpAnswer, 'fetchedAt' | 'freshSeconds' | 'stale' | 'notModified'>,
): HttpAnswer {
  return { url, status: 200, contentType: kept.contentType, body: kept.body, ...told };
}

/** A polite client; nothing is loaded or opened before its first request. */
export function createHttp(options: HttpOptions): RunHttp {
  const { ledger, wallClock, log, random, signal, retries, keepFolder } = options;
  const wall = options.wallMs ?? wallMs;
  const redactAll =
    typeof options.secrets === 'function' ? options.secrets : createRedactor(options.secrets);
  const transport = createTransport();
  const patience = createPatience({ ...options, wallMs: wall });
  const circuit = createCircuit({ ...options, lowPriority: options.lowPriority ?? false });
  const follower = createFollower({ ...options, transport, patience });
  const attempt = createAttempt({
    follower,
    defaultHeaders: {
      accept: '*/*',
      'accept-encoding': 'gzip, br',
      ...(options.userAgent === undefined ? {} : { 'user-agent': options.userAgent }),
    },
  });

  /** How the secrets of an answer's own request are blanked, for when its reader refuses it later. */
  const redactors = new WeakMap<HttpAnswer, Redact>();

  /** A careless server sends back what it was sent: a kept body holds no secret either. */
  function keep(answer: HttpAnswer, redact = redactors.get(answer) ?? redactAll): Promise<string> {
    return keepBody(keepFolder, { ...answer, body: blankedBody(answer.body, redact) });
  }

  /** @returns where the body is; absent when it could not be kept, which the log tells */
  async function keptAt(answer: HttpAnswer, redact: Redact): Promise<string | undefined> {
    try {
      return await keep(answer, redact);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // The refused body is the failure to report; that it could not be kept is second to that.
      log.write('warning', 'refused body not kept', { why: error.message });
      return undefined;
    }
  }

  /** Sleeps before the next try. @returns false when there is none */
  async function mayTryAgain(
    source: string,
    raw: RawAnswer | undefined,
    tries: number,
  ): Promise<boolean> {
    const askedMs = retryAfterMs(raw?.header('retry-after'), wall());
    if (askedMs !== undefined) patience.pause(source, askedMs);
    if (tries > retries) return false;
    return askedMs !== undefined || patience.spend(backoffMs(tries - 1, random.fraction()));
  }

  async function keepForLater(
    request: HttpRequest,
    raw: RawAnswer,
    { status, contentType, body, fetchedAt }: HttpAnswer,
    redact: Redact,
  ): Promise<void> {
    if (status !== 200) return;
    const etag = raw.header('etag');
    const lastModified = raw.header('last-modified');
    await ledger.keep({
      url: keptName(request.url, redact),
      contentType,
      body: blankedBody(body, redact),
      fetchedAt,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    });
  }

  async function ask(
    request: HttpRequest,
    kept: KeptAnswer | undefined,
    redact: Redact,
  ): Promise<HttpAnswer> {
    const { policy } = request;
    const url = shownAddress(request.url, redact);
    for (let tries = 1; ; tries++) {
      if (signal.aborted) throw new Failure('stopped', `stopped before asking ${url}`);
      await patience.waitOut(policy.source);
      const permit = await circuit.enter(policy);
      const { verdict, raw } = await attempt(request, kept, redact).catch((error: unknown) => {
        circuit.abandon(policy, permit);
        throw error;
      });
      const isOpen = await circuit.record(policy, breakerEvent(verdict, redact), permit);
      log.write('debug', 'asked', { url, status: raw?.status, came: verdict.kind });
      if (raw && verdict.kind === 'answer') {
        const answer = answerOf(request, raw, redact, wallClock);
        redactors.set(answer, redact);
        if (request.conditional) await keepForLater(request, raw, answer, redact);
        return answer;
      }
      if (kept && verdict.kind === 'not-modified') {
        const fetchedAt = wallClock.now();
        const fresh = raw && freshSeconds((name) => raw.header(name), fetchedAt * 1000);
        return fromKept(kept, url, {
          fetchedAt,
          ...(fresh === undefined ? {} : { freshSeconds: fresh }),
          stale: false,
          notModified: true,
        });
      }
      const worthRetrying = verdict.kind === 'down' || verdict.kind === 'throttled';
      if (worthRetrying && !isOpen && (await mayTryAgain(policy.source, raw, tries))) continue;
      const isKept = verdict.kind === 'wrong-body' && raw !== undefined;
      const refused = isKept ? answerOf(request, raw, redact, wallClock) : undefined;
      const keptPath = refused && (await keptAt(refused, redact));
      throw failureOf(verdict, request, redact, { tries, isOpen, keptPath });
    }
  }

  async function get(request: HttpRequest): Promise<HttpAnswer> {
    const redact = redactorFor(request, redactAll);
    if (!request.conditional) return ask(request, undefined, redact);
    const name = keptName(request.url, redact);
    const kept = await ledger.kept(name);
    try {
      return await ask(request, kept, redact);
    } catch (error) {
      const hasAnswer = error instanceof Failure && ['not-yet', 'blocked'].includes(error.code);
      if (!kept || !hasAnswer) throw error;
      const url = shownAddress(request.url, redact);
      log.write('warning', 'kept answer used', { url, from: kept.fetchedAt, why: error.message });
      return fromKept(kept, url, { fetchedAt: kept.fetchedAt, stale: true, notModified: false });
    }
  }

  return {
    get,
    keep: (answer) => keep(answer),
    requestCount: () => follower.requestCount(),
    close: () => transport.close(),
  };
}
