import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { Http, SourcePolicy } from '../../ports/http.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { readNewsFeed } from './read-news-feed.ts';
import type { NewsEntry } from './read-news-feed.ts';
import { xmlText } from './xml-text.ts';

/** How long a feed is left alone after it has answered, seconds. */
export const FEED_REST_SECONDS = 600;
/** Larger feeds are refused: the largest that are known have 2 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Asks for a feed with the validators of the last answer. What was kept is read again when the feed
 * has not changed: a run that died after the answer and before its articles were kept loses nothing.
 *
 * @throws Failure as `Http` does; `not-yet` where the feed does not answer and only an old answer is
 *   at hand, which tells nothing new
 */
export async function askFeed(
  http: Http,
  policy: SourcePolicy,
  url: string,
  name: string,
): Promise<NewsEntry[]> {
  const answer = await http.get({
    policy,
    url,
    expect: 'xml',
    maxBytes: MOST_BYTES,
    conditional: true,
  });
  if (answer.stale) {
    throw new Failure(
      'not-yet',
      `expected an answer of ${name}, found none since ${istText(answer.fetchedAt)}; it is asked again with the next run`,
    );
  }
  // Parsing loads its parser first, so what was refused is thrown inside the reader afterwards.
  const read = succeeded(answer)
    ? await readNewsFeed(xmlText(answer.body, answer.contentType), name).catch(
        (error: unknown) => ({ error }),
      )
    : { error: strangeStatus(answer) };
  return readAnswer(http, answer, () => {
    if ('error' in read) throw read.error;
    return read;
  });
}
