import { Failure } from '../core/failure.ts';
import type { Http, HttpAnswer } from '../ports/http.ts';

async function placeOf(http: Http, answer: HttpAnswer): Promise<string> {
  try {
    return await http.keep(answer);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return `nowhere: it could not be kept (${words})`;
  }
}

/**
 * Reads an answer. When its reader refuses it, the raw body is kept for the developer and the
 * failure tells where; a body that cannot be kept never hides why it was refused.
 *
 * @param read decodes and checks; pure
 * @throws Failure as `read` does; `bad-data` gains `url` and `kept` in its detail
 */
export async function readAnswer<Result>(
  http: Http,
  answer: HttpAnswer,
  read: () => Result,
): Promise<Result> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'bad-data') throw error;
    const kept = await placeOf(http, answer);
    throw new Failure('bad-data', `${error.message} (${answer.url}; raw answer kept in ${kept})`, {
      detail: { ...error.detail, url: answer.url, status: answer.status, kept },
      cause: error,
    });
  }
}

/** Whether the status is one of success. The others that a source sees are 400, 404, 410, 422 and 426. */
export function succeeded(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** An address that answered with a status that nobody has seen from it. */
export function strangeStatus(answer: HttpAnswer): Failure {
  return new Failure(
    'bad-data',
    `expected an answer that is known of this address, found status ${answer.status}; see whether it moved`,
    { detail: { status: answer.status } },
  );
}
