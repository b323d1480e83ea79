import { Failure } from '../../core/failure.ts';
import type { Http } from '../../ports/http.ts';
import { readAnswer, succeeded } from '../answer.ts';
import { jsonOf } from '../decode.ts';
import { UPSTOX_API } from './policy.ts';
import { readRefusal } from './refusal.ts';

/** Where live data of Upstox is asked, and with what. */
export interface UpstoxLivePlace {
  readonly http: Http;
  /** `https://api.upstox.com`, without a slash at the end. */
  readonly apiOrigin: string;
  /** Looked up when it is first needed; absent where none is set. */
  readonly token: () => Promise<string | undefined>;
}

/** Whether there is a token to ask with. */
export async function hasToken({ token }: UpstoxLivePlace): Promise<boolean> {
  return ((await token()) ?? '') !== '';
}

/**
 * Asks for something that wants the token, and reads it.
 *
 * @param path with its query
 * @param asked what it is, for sentences
 * @returns absent when Upstox does not know the instrument
 * @throws Failure as `Http` does, `auth` without a token or when it is refused, and `bad-data`
 */
export async function askWithToken<Result>(
  { http, apiOrigin, token }: UpstoxLivePlace,
  path: string,
  asked: string,
  read: (envelope: unknown) => Result,
): Promise<Result | undefined> {
  const secret = await token();
  if (secret === undefined || secret === '') {
    throw new Failure(
      'auth',
      `expected a token for ${asked} from Upstox, found none; store one with \`paperjobs auth upstox\``,
    );
  }
  const answer = await http.get({
    policy: UPSTOX_API,
    url: `${apiOrigin}${path}`,
    expect: 'json',
    secretHeaders: { authorization: `Bearer ${secret}` },
  });
  return readAnswer(http, answer, () => {
    const envelope = jsonOf(answer.body);
    return succeeded(answer) ? read(envelope) : readRefusal(envelope, asked);
  });
}
