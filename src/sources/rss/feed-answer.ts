import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { Http, SourcePolicy } from '../../ports/http.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { feedRest } from './feed-rest.ts';
import { readNewsFeed } from './read-news-feed.ts';
import type { NewsEntry } from './read-news-feed.ts';
import { xmlText } from './xml-text.ts';

/** How long a feed is left alone after it has answered, seconds. */
export const FEED_REST_SECONDS = 600;
/** No feed is left alone for longer, whatever it asks for: news of the morning is told in the morning. */
export const MOST_REST_SECONDS = 4 * 3600;
/** Larger feeds are refused: the largest that are known have 2 MB. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Entries of a feed, and how long it asks to be left alone. */
export interface FeedAnswer {
  readonly entries: readonly NewsEntry[];
  /** Seconds; absent: it asks for nothing. */
  readonly restSeconds?: number;
}

/**
 * Asks for a feed with the validators of the last answer. What was kept is read again when the feed
 * has not changed: a run that died after the answer and before its articles were kept loses nothing.
 *
 * @param mostRest no longer than this it is left alone, seconds
 * @throws Failure as `Http` does; `not-yet` where the feed does not answer and only an old answer is
 *   at hand, which tells nothing new
 */
export async function askFeed(
  http: Http,
  policy: SourcePolicy,
  url: string,
  name: string,
  mostRest: number,
): Promise<FeedAnswer> {
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
  const text = xmlText(answer.body, answer.contentType);
  const read = succeeded(answer)
    ? await readNewsFeed(text, name).catch((error: unknown) => ({ error }))
    : { error: strangeStatus(answer) };
  return readAnswer(http, answer, () => {
    if ('error' in read) throw read.error;
    const rest = feedRest(text, answer.freshSeconds, mostRest);
    return { entries: read, ...(rest === undefined ? {} : { restSeconds: rest }) };
  });
}
