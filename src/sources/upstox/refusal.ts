import { array, nullish, object, string } from 'valibot';
import { Failure } from '../../core/failure.ts';
import type { FailureCode } from '../../core/failure.ts';
import { decoded } from '../decode.ts';

const ERRORS = object({
  errors: array(
    object({
      error_code: nullish(string()),
      errorCode: nullish(string()),
      message: nullish(string()),
    }),
  ),
});

/** No such instrument: key missing, malformed or unknown. */
const UNKNOWN_INSTRUMENT = new Set([
  'UDAPI100011',
  'UDAPI1009',
  'UDAPI1011',
  'UDAPI1021',
  'UDAPI1087',
]);

/** Codes about the credential: wrong, expired, not allowed here, client switched off. */
const CREDENTIAL = new Set([
  'UDAPI100016',
  'UDAPI100050',
  'UDAPI100067',
  'UDAPI100068',
  'UDAPI100069',
  'UDAPI100073',
]);

/** Too many requests; a fault of the server. */
const PASSING = new Set(['UDAPI10005', 'UDAPI100500']);

function failureCodeOf(code: string): FailureCode {
  if (CREDENTIAL.has(code)) return 'auth';
  return PASSING.has(code) ? 'not-yet' : 'bad-data';
}

const ADVICE: Readonly<Partial<Record<FailureCode, string>>> = {
  auth: 'store a new token with `paperjobs auth`',
  'not-yet': 'it is asked again later',
  'bad-data': 'the request is wrong, which is a bug',
};

/**
 * Reads an error envelope: `{status: 'error', errors: [{error_code, errorCode, message}]}`; both
 * spellings of the code are sent, the second being the older one.
 *
 * @param asked what the request was for, window included: `5m bars of NSE_EQ|… from … to …`
 * @returns absent when the instrument is unknown
 * @throws Failure `auth`, `not-yet`, else `bad-data`: a refusal of our own request is a bug of ours
 * @see https://upstox.com/developer/api-documentation/error-codes (November 2026)
 */
export function readRefusal(envelope: unknown, asked: string): undefined {
  const [error] = decoded(ERRORS, envelope).errors;
  const code = error?.error_code ?? error?.errorCode ?? 'no code';
  if (UNKNOWN_INSTRUMENT.has(code)) return undefined;
  const failure = failureCodeOf(code);
  throw new Failure(
    failure,
    `expected ${asked} from Upstox, found ${code} "${error?.message ?? ''}"; ${ADVICE[failure] ?? ''}`,
    { detail: { upstoxCode: code } },
  );
}
