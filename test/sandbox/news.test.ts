import { afterAll, describe, expect, it } from 'vitest';
import { readNewsFeed } from '../../src/sources/rss/read-news-feed.ts';
import { readPublished } from '../../src/core/news/published.ts';
import { instant, istText } from '../../src/core/market/instant.ts';
import { asking, closeAll } from './asking.ts';

afterAll(closeAll);

const NOW = '2026-10-28T20:00';
const QUESTION = '/v2/everything?q=%22Paper+Tiger+Industries%22+OR+%22Banyan+Bank%22';

interface Told {
  readonly status: string;
  readonly code?: string;
  readonly articles?: readonly { readonly title: string; readonly publishedAt: string }[];
}

describe("the pretend papers' feeds", () => {
  it('tell the last days, nothing from the future, some of it at half past midnight', async () => {
    const { ask } = await asking(NOW);
    const feeds = ['/newsfeeds/markets.rss', '/newsfeeds/companies.atom'];
    const texts = await Promise.all(feeds.map(async (path) => (await ask(path)).text));
    for (const text of texts) {
      const entries = await readNewsFeed(text, 'feed');
      const moments = entries.map(({ published = '' }) => readPublished(published) ?? instant(0));
      expect(moments.length).toBeGreaterThan(5);
      expect(Math.max(...moments)).toBeLessThanOrEqual(readPublished(`${NOW}:00`) ?? 0);
      expect(Math.min(...moments)).toBeGreaterThan(readPublished('2026-10-24') ?? 0);
      expect(moments.some((at) => istText(at).includes('T00:30'))).toBe(true);
    }
  });

  it('say "not modified" to who has the answer', async () => {
    const { ask } = await asking(NOW);
    const first = await ask('/newsfeeds/markets.rss');
    const etag = first.headers.get('etag') ?? '';
    expect((await ask('/newsfeeds/markets.rss', { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('the pretend NewsAPI', () => {
  const key = { 'x-api-key': 'sandbox' };

  it.each([
    [QUESTION, {}, 401, 'apiKeyMissing'],
    [QUESTION, { 'x-api-key': 'other' }, 401, 'apiKeyInvalid'],
    ['/v2/everything', key, 400, 'parametersMissing'],
    [`${QUESTION}&from=2026-01-01T00:00:00Z`, key, 426, 'parameterInvalid'],
  ])('refuses %s as the real one does', async (path, headers, status, code) => {
    const { ask } = await asking(NOW);
    const said = await ask(path, headers);
    expect(said.status).toBe(status);
    expect(JSON.parse(said.text)).toMatchObject({ status: 'error', code });
  });

  it('is a day late, and finds what it was asked for', async () => {
    const { json } = await asking(NOW);
    const { articles = [] } = await json<Told>(QUESTION, key);
    expect(articles.length).toBeGreaterThan(3);
    for (const { title, publishedAt } of articles) {
      expect(title).toMatch(/Paper Tiger Industries|Banyan Bank/);
      expect(Date.parse(publishedAt)).toBeLessThanOrEqual(Date.parse('2026-10-27T20:00:00+05:30'));
    }
  });

  it('is aimed at by faults of its own', async () => {
    const { ask } = await asking(NOW, '429*1:news');
    expect((await ask('/content/RSS/Online_announcements.xml')).status).toBe(200);
    const said = await ask(QUESTION, key);
    expect([said.status, said.headers.get('retry-after')]).toEqual([429, '1']);
    expect(JSON.parse(said.text)).toMatchObject({ code: 'rateLimited' });
  });
});
