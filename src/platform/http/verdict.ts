import { Failure } from '../../core/failure.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { HttpRequest } from '../../ports/http.ts';
import type { Redact } from '../redact.ts';
import { shownAddress } from './address.ts';
import type { BreakerEvent } from './breaker.ts';
import type { Verdict } from './classify.ts';

/** A missing cookie (401) or a stray redirect passes; a block page stays for hours. */
function isBlock(verdict: Verdict): boolean {
  return verdict.kind === 'refused' && (verdict.status === 403 || verdict.status < 300);
}

/** What a verdict tells the circuit breaker: any answer of the source itself is a sign of life. */
export function breakerEvent(verdict: Verdict, redact: Redact): BreakerEvent {
  if (verdict.kind === 'down') return { kind: 'failure', reason: redact(verdict.reason) };
  if (verdict.kind === 'throttled') return { kind: 'throttle', reason: redact(verdict.reason) };
  if (verdict.kind !== 'refused') return { kind: 'ok' };
  return { kind: isBlock(verdict) ? 'block' : 'failure', reason: redact(verdict.reason) };
}

/** How the tries ended. */
export interface Ending {
  readonly tries: number;
  /** The circuit of the source is open now. */
  readonly isOpen: boolean;
  /** Where the refused body is; absent: not kept. */
  readonly keptPath: string | undefined;
}

const CODES: Readonly<Record<Verdict['kind'], FailureCode>> = {
  down: 'not-yet',
  throttled: 'not-yet',
  refused: 'blocked',
  auth: 'auth',
  'wrong-body': 'bad-data',
  // Verdicts that an answer is made of; 304 without a kept body is what is left of them.
  answer: 'bad-data',
  'not-modified': 'bad-data',
};

function whatToDo(code: FailureCode, { tries, isOpen, keptPath }: Ending): string {
  const circuit = isOpen ? '; its circuit is open now' : '';
  if (code === 'auth') return '; check the credential of this source, and whether it has expired';
  if (code === 'blocked') {
    return `; the source refuses this client${circuit}; wait, or use another source`;
  }
  if (code === 'bad-data') return keptPath === undefined ? '' : `; the body is kept at ${keptPath}`;
  return `, asked ${tries === 1 ? 'once' : `${tries} times`}${circuit}; run again later`;
}

/** The failure that a verdict is to the caller, free of secrets. */
export function failureOf(
  verdict: Verdict,
  request: HttpRequest,
  redact: Redact,
  ending: Ending,
): Failure {
  const url = shownAddress(request.url, redact);
  const { source } = request.policy;
  const code = CODES[verdict.kind];
  const expected = request.expect === 'any' ? 'an answer' : request.expect;
  const found = 'reason' in verdict ? redact(verdict.reason) : verdict.kind;
  return new Failure(
    code,
    `${source}: expected ${expected} from ${url}, found ${found}${whatToDo(code, ending)}`,
    {
      detail: {
        source,
        url,
        status: 'status' in verdict ? verdict.status : undefined,
        kept: ending.keptPath,
      },
      ...('cause' in verdict ? { cause: verdict.cause } : {}),
    },
  );
}
