import { Failure } from '../../core/failure.ts';
import { utcText } from '../../core/market/instant.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import type { NewsSource } from '../../ports/news.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { NEWSAPI } from './policy.ts';
import { readArticles, readRefusal } from './read-articles.ts';

/** Longest question that is taken, characters. */
const MOST_QUERY = 500;
/** Fifty questions in twelve hours are allowed: the job's timer asks half of them. */
const REST_SECONDS = 25 * 60;
/** Articles of one answer; the developer plan gives the first hundred of all. */
const PAGE_SIZE = 100;

/** Names in quotes, any of which will do, as many as a question takes; the others are left out. */
export function queryOf(words: readonly string[]): string {
  let query = '';
  for (const word of words) {
    const quoted = `"${word.replaceAll(/["\\]/g, ' ').trim()}"`;
    const longer = query === '' ? quoted : `${query} OR ${quoted}`;
    if (longer.length > MOST_QUERY) break;
    query = longer;
  }
  return query;
}

/** The body without the key as it is; how else it may be spelled, the client has seen to. */
function withoutKey(body: Uint8Array, key: string): Uint8Array {
  const text = textOf(body);
  return text.includes(key) ? new TextEncoder().encode(text.replaceAll(key, '***')) : body;
}

/** What a refusal means: 426 is what the plan does not hold, 400 a question that is not understood. */
function refusalOf(answer: HttpAnswer, body: Uint8Array): Failure {
  if (answer.status !== 426 && answer.status !== 400) return strangeStatus(answer);
  const { code, message } = readRefusal(body);
  const told = `${code}: ${message}`;
  return answer.status === 426
    ? new Failure(
        'blocked',
        `newsapi: expected articles, found that the plan does not hold what was asked for (${told}); ask for less, or take another plan`,
      )
    : new Failure('bad-data', `newsapi: expected articles, found a refused question (${told})`);
}

/**
 * NewsAPI's search. The key travels in a header and stands in no address.
 *
 * @param place.origin `https://newsapi.org`
 * @param place.key finds the key when it is first needed; absent key: nothing is asked
 * @param place.query what to search for instead of the names of the companies
 */
export function createNewsApi(place: {
  readonly http: Http;
  readonly origin: string;
  readonly key: () => Promise<string | undefined>;
  readonly query?: string | undefined;
}): NewsSource {
  const { http, origin } = place;
  return {
    name: 'newsapi',
    restSeconds: REST_SECONDS,
    async news({ words, since }) {
      const key = await place.key();
      const query = place.query ?? queryOf(words);
      if (key === undefined || query === '') return undefined;
      const asked = new URLSearchParams({
        q: query,
        searchIn: 'title,description',
        language: 'en',
        sortBy: 'publishedAt',
        pageSize: String(PAGE_SIZE),
        from: utcText(since),
      });
      const answer = await http.get({
        policy: NEWSAPI,
        url: `${origin}/v2/everything?${asked.toString()}`,
        expect: 'json',
        secretHeaders: { 'x-api-key': key },
        repeatsSecrets: true,
      });
      const body = withoutKey(answer.body, key);
      return readAnswer(http, answer, () => {
        if (succeeded(answer)) return readArticles(body);
        throw refusalOf(answer, body);
      });
    },
  };
}
