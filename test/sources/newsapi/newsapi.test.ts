import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
import { createNewsApi, queryOf } from '../../../src/sources/newsapi/newsapi.ts';
import type { NewsSource } from '../../../src/ports/news.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedHttp } from '../../support/scripted-http.ts';

const KEY = 'k-5e9c1f-never-to-be-seen';
const asked = {
  words: ['Kaveri Bank', 'Teapot "&" Co'],
  since: readInstant('2026-11-23T00:00'),
  until: readInstant('2026-11-26T00:00'),
};

function newsApi(http: ScriptedHttp, key: string | undefined = KEY, query?: string): NewsSource {
  return createNewsApi({ http, origin: 'https://n.invalid', key: async () => key, query });
}

const article = {
  source: { id: null, name: 'Ledger Post' },
  title: 'Kaveri Bank profit rises - Ledger Post',
  description: '<b>More</b> here',
  url: 'https://ledgerpost.example/a',
  publishedAt: '2026-11-25T19:00:00Z',
};

describe('NewsAPI', () => {
  it('is asked one question with the key in a header only', async () => {
    const nameOnly = { ...article, title: ' - Ledger Post' };
    const body = { status: 'ok', articles: [article, nameOnly] };
    const http = scriptedHttp([{ url: /everything/, body }]);
    const answer = await newsApi(http).news(asked);
    expect(answer?.articles).toEqual([
      {
        kind: 'news',
        source: 'newsapi: Ledger Post',
        title: 'Kaveri Bank profit rises',
        summary: 'More here',
        link: 'https://ledgerpost.example/a',
        ownLink: true,
        at: readInstant('2026-11-26T00:30'),
      },
    ]);
    expect(answer?.refused, 'a headline that is a name alone').toEqual([
      { row: 'articles[1]', reason: 'it has no title' },
    ]);
    const [request] = http.requests;
    const url = new URL(request?.url ?? '');
    expect(url.searchParams.get('q')).toBe('"Kaveri Bank" OR "Teapot  &  Co"');
    expect(url.searchParams.get('from')).toBe('2026-11-22T18:30:00Z');
    expect(url.href).not.toContain(KEY);
    expect(request?.secretHeaders).toEqual({ 'x-api-key': KEY });
    expect(JSON.stringify(request?.headers ?? {})).not.toContain(KEY);
  });

  it('is not asked without a key, or without a question', async () => {
    const http = scriptedHttp([]);
    const none = createNewsApi({ http, origin: 'https://n.invalid', key: async () => undefined });
    expect(await none.news(asked)).toBeUndefined();
    expect(await newsApi(http).news({ ...asked, words: [] })).toBeUndefined();
  });

  it('leaves out what was taken down, and refuses what has no moment or title', async () => {
    const articles = [
      { ...article, title: '[Removed]' },
      { ...article, publishedAt: 'soon' },
      { ...article, title: null },
      { ...article, source: { name: null }, url: null },
    ];
    const http = scriptedHttp([{ url: /everything/, body: { status: 'ok', articles } }]);
    const answer = await newsApi(http).news(asked);
    expect(answer?.articles).toMatchObject([{ source: 'newsapi', ownLink: false }]);
    expect(answer?.refused.map(({ row }) => row)).toEqual(['articles[1]', 'articles[2]']);
  });

  it.each([
    [426, 'blocked', /plan does not hold/],
    [400, 'bad-data', /refused question/],
    [404, 'bad-data', /status 404/],
  ])('a refusal of %i is %s, without the key that it repeats', async (status, code, message) => {
    const body = { status: 'error', code: 'parameterInvalid', message: `Your key ${KEY} may not` };
    const http = scriptedHttp([{ url: /everything/, status, body }]);
    const failure: unknown = await newsApi(http)
      .news(asked)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message });
    expect(String(failure)).not.toContain(KEY);
  });

  it('a headline is without the name of its paper, and nothing without more than that', async () => {
    const source = { id: null, name: 'Ledger Post' };
    const titles = [
      'Sales rise - Ledger Post',
      'We are Ledger Post',
      ' - Ledger Post',
      'Ledger Post',
    ];
    const articles = titles.map((title) => ({
      source,
      title,
      publishedAt: '2026-11-26T00:00:00Z',
    }));
    const http = scriptedHttp([{ url: /everything/, body: { status: 'ok', articles } }]);
    const answer = await newsApi(http).news(asked);
    expect(answer?.articles.map(({ title }) => title)).toEqual([
      'Sales rise',
      'We are Ledger Post',
    ]);
    expect(answer?.refused.map(({ reason }) => reason)).toEqual([
      'it has no title',
      'it has no title',
    ]);
  });

  it('another shape is told by its path', async () => {
    const http = scriptedHttp([
      { url: /everything/, body: { status: 'ok', articles: [{ title: 'x' }] } },
    ]);
    await expect(newsApi(http).news(asked)).rejects.toMatchObject({
      code: 'bad-data',
      message: /articles\[0\]\.source/,
    });
  });
});

describe('queryOf', () => {
  it('takes as many names as a question holds', () => {
    const words = Array.from({ length: 100 }, (_, at) => `Company Number ${at}`);
    const query = queryOf(words);
    expect(query.length).toBeLessThanOrEqual(500);
    expect(query).toMatch(/^"Company Number 0" OR .*"Company Number \d+"$/);
    expect(queryOf([])).toBe('');
  });
});
