import { instant, utcText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { dataOf, jsonPage } from '../answer.ts';
import type { Answer, Asked, Route } from '../answer.ts';
import { articlesUntil, untitled } from './articles.ts';
import type { PretendArticle } from './articles.ts';

/** The developer plan tells articles a day late, none older than a month, and a hundred in all. */
const DELAY_SECONDS = 86_400;
const MONTH_DAYS = 30;
const MOST_RESULTS = 100;

function refusal(status: number, code: string, message: string): Answer {
  return jsonPage(status, { status: 'error', code, message });
}

function encoded(articles: readonly PretendArticle[]): string {
  return JSON.stringify({
    status: 'ok',
    totalResults: articles.length,
    articles: articles.map(({ title, summary, path, at }) => ({
      source: { id: null, name: 'Ledger Post' },
      author: null,
      title: `${title} - Ledger Post`,
      description: summary === '' ? null : summary,
      url: `https://ledgerpost.example${path}`,
      urlToImage: null,
      publishedAt: utcText(at),
      content: null,
    })),
  });
}

/** The names in quotes that a question joins with OR. */
function namesIn(query: string): string[] {
  return [...query.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name.toLowerCase());
}

function answer({ query, apiKey, now }: Asked): Answer {
  const [wanted, from] = [query.get('q') ?? '', query.get('from') ?? ''];
  if (apiKey === '') return refusal(401, 'apiKeyMissing', 'Your API key is missing.');
  if (apiKey !== 'sandbox')
    return refusal(401, 'apiKeyInvalid', `Your API key ${apiKey} is invalid.`);
  if (wanted === '') return refusal(400, 'parametersMissing', 'Required parameters are missing.');
  if (wanted.length > 500) return refusal(400, 'parameterInvalid', 'The query is too long.');
  const since = from === '' ? 0 : Date.parse(from) / 1000;
  if (from !== '' && since < now - (MONTH_DAYS + 1) * 86_400) {
    return refusal(
      426,
      'parameterInvalid',
      'You are trying to request results too far in the past.',
    );
  }
  const until: Instant = instant(now - DELAY_SECONDS);
  const names = namesIn(wanted);
  const found = articlesUntil(until, MONTH_DAYS)
    .filter(
      ({ at, title }) => at >= since && names.some((name) => title.toLowerCase().includes(name)),
    )
    .slice(0, MOST_RESULTS);
  const how = { contentType: 'application/json; charset=utf-8', keyWord: 'articles' };
  return dataOf(found, encoded, how, untitled);
}

/** NewsAPI's search, as its developer plan answers. */
export function newsApiRoutes(): readonly Route[] {
  return [{ site: 'news', path: /^\/v2\/everything$/, answer: (_, asked) => answer(asked) }];
}
