import { describe, expect, it } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { ToldArticle } from '../../src/core/news/article.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import type { OpenStore } from '../../src/store/store.ts';

const story: ToldArticle = {
  kind: 'news',
  source: 'papertimes.example',
  title: 'Kaveri Bank second quarter profit rises',
  summary: '',
  link: 'https://papertimes.example/a',
  ownLink: true,
  at: readInstant('2026-11-26T00:30'),
};

async function kept({ store }: OpenStore, article: ToldArticle): Promise<number | undefined> {
  return store.write((books) => books.newsArticles.add(article, NOW));
}

describe('articles', () => {
  it('are kept once by address and once by words; what was first stays', async () => {
    const opened = await openedStore();
    expect(await kept(opened, story)).toBe(1);
    expect(await kept(opened, { ...story, title: 'Edited since' })).toBeUndefined();
    expect(
      await kept(opened, { ...story, source: 'b', link: 'https://b.example/x' }),
    ).toBeUndefined();
    expect(await opened.store.newsArticles.after(0, 100)).toHaveLength(1);
    const fresh = await opened.store.newsArticles.fresh([
      { ...story, title: 'Edited since' },
      { ...story, link: 'https://b.example/y', title: 'Another one altogether' },
      { ...story, link: 'https://b.example/z', title: 'Another one: altogether' },
    ]);
    expect(fresh.map(({ link }) => link)).toEqual(['https://b.example/y']);
  });

  it('without a time are of the moment in which they were seen', async () => {
    const opened = await openedStore();
    const { at: _, ...undated } = story;
    await kept(opened, undated);
    const [article] = await opened.store.newsArticles.newest({}, 'm', 1);
    expect(article?.publishedAt).toBe(NOW);
  });

  it('take their matches and scores with them when they are too old', async () => {
    const opened = await openedStore();
    const id = (await kept(opened, story)) ?? 0;
    await opened.store.write(async ({ newsArticles, sentimentHistory, pastRows }) => {
      await newsArticles.match(id, [{ symbol: 'KAVERI', evidence: 'name' }]);
      await newsArticles.score(id, 'm-1', 0.5, 'positive');
      await sentimentHistory.rebuild(sessionDate('2026-11-26'));
      const rule = {
        table: 'news_articles',
        column: 'published_at',
        unit: 'seconds',
        group: 'filings',
      } as const;
      expect(await pastRows.remove({ rule, cutoff: NOW }, 10)).toBe(1);
    });
    expect(await opened.store.newsArticles.unscored('m-1', 10)).toEqual([]);
    const again = await kept(opened, story);
    const [shown] = await opened.store.newsArticles.newest({}, 'm-1', 1);
    expect([again, shown?.matches, shown?.score]).toEqual([1, [], undefined]);
  });
});

describe('sentiment by day', () => {
  it('is made from the articles of each model apart, and made again only where it differs', async () => {
    const opened = await openedStore();
    const day = sessionDate('2026-11-26');
    const [one = 0, two = 0] = [
      await kept(opened, story),
      await kept(opened, {
        ...story,
        link: 'https://p.example/b',
        title: 'A story of something else here',
        at: readInstant('2026-11-26T23:59'),
      }),
    ];
    await kept(opened, {
      ...story,
      link: 'https://p.example/c',
      title: 'Of the day before this one here',
      at: readInstant('2026-11-25T23:59'),
    });
    const rebuilt = await opened.store.write(async ({ newsArticles, sentimentHistory }) => {
      for (const id of [one, two])
        await newsArticles.match(id, [{ symbol: 'KAVERI', evidence: 'name' }]);
      await newsArticles.score(one, 'm-1', 0.5, 'positive');
      await newsArticles.score(two, 'm-1', -0.3, 'negative');
      await newsArticles.score(one, 'm-2', 0.9, 'positive');
      return [await sentimentHistory.rebuild(day), await sentimentHistory.rebuild(day)];
    });
    expect(rebuilt).toEqual([2, 0]);
    const shown = await opened.store.sentimentHistory.shown({ model: 'm-1' });
    expect(shown).toEqual([
      {
        symbol: 'KAVERI',
        day,
        model: 'm-1',
        articles: 2,
        positive: 1,
        negative: 1,
        neutral: 0,
        meanScore: 0.1,
      },
    ]);
    expect(await opened.store.sentimentHistory.models()).toEqual(['m-1', 'm-2']);
    const gone = await opened.store.write(async ({ newsArticles, sentimentHistory }) => {
      for (const id of [one, two]) await newsArticles.match(id, []);
      return sentimentHistory.rebuild(day);
    });
    expect(gone).toBe(2);
  });
});
