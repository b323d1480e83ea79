import { describe, expect, it } from 'vitest';
import { istDate, istText } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { LEXICON_MODEL } from '../../src/core/sentiment/score-headline.ts';
import { news } from '../../src/jobs/news/job.ts';
import type { ShownArticle } from '../../src/store/news-articles.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import type { SandboxDesk } from './sandbox-desk.ts';

/** an evening in the season of results, so that companies file letters too. */
const NOW = '2026-10-28T20:00';

const articles = (desk: SandboxDesk): Promise<ShownArticle[]> =>
  desk.opened.store.newsArticles.newest({}, LEXICON_MODEL, 10_000);
const days = (desk: SandboxDesk) =>
  desk.opened.store.sentimentHistory.shown({ model: LEXICON_MODEL });

describe('news', () => {
  it('keeps every source once, and the same again and again changes nothing', async () => {
    const desk = await sandboxDesk(NOW);
    const first = await desk.run(news);
    expect(first).toMatchObject({
      outcome: 'ok',
      counts: { sources: 5, failed: 0, alerts: 0 },
      summary: expect.stringContaining('free plan is a day late') as string,
    });
    const kept = await articles(desk);
    const history = await days(desk);
    expect(kept.length).toBe(first.counts['added']);
    expect(new Set(kept.map(({ kind }) => kind))).toContain('filing');
    expect(new Set(kept.map(({ kind }) => kind))).toContain('news');
    expect(kept.filter(({ matches }) => matches.length > 0).length).toBeGreaterThan(20);
    expect(kept.every(({ score }) => score !== undefined)).toBe(true);
    const titles = kept.filter(({ kind }) => kind === 'news').map(({ title }) => title);
    expect(
      titles.some((title) => title.includes('Ledger Post')),
      "the paper's name",
    ).toBe(false);

    for (const outcome of ['noop', 'noop']) {
      expect(await desk.run(news)).toMatchObject({ outcome, counts: { added: 0 } });
    }
    expect(await articles(desk)).toEqual(kept);
    expect(await days(desk)).toEqual(history);
    const again = desk.sandbox.requests().filter(({ path }) => path.includes('newsfeeds'));
    expect(again.map(({ status }) => status)).toEqual([200, 200, 304, 304, 304, 304]);
    expect(await desk.run(news, { rebuild: true })).toMatchObject({ outcome: 'noop' });
  });

  it('counts an article under its day in India, once in its sentiment', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(news);
    const kept = await articles(desk);
    const night = kept.filter(({ publishedAt }) => istText(publishedAt).includes('T00:30'));
    expect(night.length).toBeGreaterThan(0);
    const history = await days(desk);
    for (const {
      symbol,
      day,
      articles: count,
      positive,
      negative,
      neutral,
      meanScore,
    } of history) {
      const own = kept.filter(
        (one) =>
          istDate(one.publishedAt) === day && one.matches.some((match) => match.symbol === symbol),
      );
      expect(count, `${symbol} ${day}`).toBe(own.length);
      expect(positive + negative + neutral).toBe(count);
      const mean = own.reduce((sum, { score }) => sum + (score?.value ?? 0), 0) / own.length;
      expect(meanScore).toBeCloseTo(mean, 3);
    }
    const told = new Set(
      kept.flatMap(({ matches, publishedAt }) =>
        matches.map(({ symbol }) => `${symbol} ${istDate(publishedAt)}`),
      ),
    );
    expect(history.length).toBe(told.size);
  });

  it('notifies of what sounds very good or bad about a followed symbol, once, after the first fill', async () => {
    const desk = await sandboxDesk('2026-10-24T11:00');
    await desk.run(news);
    const outbox = async () =>
      (await desk.opened.store.notifications.newest(100)).filter(({ topic }) => topic === 'news');
    expect(await outbox()).toEqual([]);
    desk.moveTo('2026-10-25T23:00');
    const second = await desk.run(news);
    const told = await outbox();
    expect(told.length).toBe(second.counts['alerts']);
    expect(told.length).toBeGreaterThan(0);
    for (const { title, facts } of told) {
      expect(title).toMatch(/^(?:PAPERTIGER|KITE&KIN)(?:, \S+)*: (?:good|bad) news$/);
      expect(
        Math.abs(Number(facts.find(([name]) => name === 'score')?.[1])),
      ).toBeGreaterThanOrEqual(0.6);
    }
    await desk.run(news);
    expect(await outbox()).toHaveLength(told.length);
  });

  it('is as silent where the first fill was cut off after one of the sources', async () => {
    const desk = await sandboxDesk('2026-10-24T11:00');
    const name = desk.ctx.sources.news[0]?.name ?? '';
    await desk.run(news, { source: name });
    const rest = await desk.run(news);
    expect(rest.counts['added']).toBeGreaterThan(0);
    expect(rest.counts['alerts']).toBe(0);
  });

  it('matches anew what was written before a company was known', async () => {
    const desk = await sandboxDesk(NOW);
    await desk.run(news);
    const before = await articles(desk);
    await desk.opened.store.write(async (books) => {
      for (const { articleId } of before) await books.newsArticles.match(articleId, []);
      for (let day = 20; day <= 28; day++) {
        await books.sentimentHistory.rebuild(sessionDate(`2026-10-${day}`));
      }
      await books.jobState.set('news', 'matched by', 'fewer', desk.ctx.wall.now());
    });
    expect(await days(desk)).toEqual([]);
    const healed = await desk.run(news);
    expect(healed).toMatchObject({ outcome: 'ok', counts: { added: 0 } });
    expect(await articles(desk)).toEqual(before);
  });

  it('is partial when one paper is down, and heals', async () => {
    const desk = await sandboxDesk(NOW, '500*1:news');
    const report = await desk.run(news);
    expect(report).toMatchObject({ outcome: 'partial', counts: { failed: 1, sources: 5 } });
    expect(report.warnings[0]).toMatch(/^papertimes\.example: /);
    expect(await desk.run(news)).toMatchObject({ outcome: 'ok', counts: { failed: 0 } });
  });

  it.each([
    ['html', 'bad-data'],
    ['columns', 'bad-data'],
    ['403', 'blocked'],
    ['429', 'not-yet'],
    ['truncated', 'not-yet'],
  ])('%s from everywhere ends as %s, and keeps nothing', async (fault, outcome) => {
    const desk = await sandboxDesk(NOW, fault);
    expect(await desk.run(news)).toMatchObject({ outcome });
    expect(await articles(desk)).toEqual([]);
  });

  it('asks the source that is named, and tells which there are', async () => {
    const desk = await sandboxDesk(NOW);
    expect(await desk.run(news, { source: 'newsapi' })).toMatchObject({ counts: { sources: 1 } });
    expect(desk.told().filter((path) => path.startsWith('/v2/everything'))).toHaveLength(1);
    expect(await desk.run(news, { source: 'newsap' })).toMatchObject({
      outcome: 'usage',
      summary: expect.stringContaining('did you mean "newsapi"') as string,
    });
  });
});
