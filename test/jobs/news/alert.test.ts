import { describe, expect, it } from 'vitest';
import { instant, readInstant } from '../../../src/core/market/instant.ts';
import { alertOf } from '../../../src/jobs/news/alert.ts';
import type { KeptNews } from '../../../src/jobs/news/take-articles.ts';

const now = readInstant('2026-11-26T10:00');
const moment = { now, wall: instant(now + 5), runId: 'run-1' };
const rule = { leastScore: 0.6, watched: new Set(['KAVERI', 'TEAPOT']) };

const news: KeptNews = {
  article: {
    kind: 'news',
    source: 'papertimes.example',
    title: 'Kaveri Bank hit by fraud',
    summary: 'More.',
    link: 'https://papertimes.example/a',
    ownLink: true,
  },
  articleId: 7,
  publishedAt: readInstant('2026-11-26T00:30'),
  matches: [
    { symbol: 'KAVERI', evidence: 'name' },
    { symbol: 'OTHER', evidence: 'name' },
  ],
  score: -0.71,
  model: 'lexicon-2',
};

describe('alertOf', () => {
  it('says who, how, what and where, of followed companies only', () => {
    expect(alertOf(news, rule, moment)).toEqual({
      topic: 'news',
      dedupeKey: `news 7 ${news.publishedAt}`,
      priority: 'high',
      title: 'KAVERI: bad news',
      body: 'Kaveri Bank hit by fraud\nMore.\npapertimes.example, 2026-11-26 00:30 IST\nhttps://papertimes.example/a',
      facts: [
        ['score', '-0.71'],
        ['model', 'lexicon-2'],
      ],
      at: moment.wall,
      runId: 'run-1',
    });
    expect(alertOf({ ...news, score: 0.9 }, rule, moment)).toMatchObject({
      priority: 'normal',
      title: 'KAVERI: good news',
      facts: [['score', '+0.90'], expect.anything()],
    });
  });

  it.each<[string, Partial<KeptNews>]>([
    ['too mild', { score: 0.59 }],
    ['of nobody who is followed', { matches: [{ symbol: 'OTHER', evidence: 'name' }] }],
    ['of nobody', { matches: [] }],
    ['older than a day', { publishedAt: readInstant('2026-11-25T09:59') }],
  ])('is silent about what is %s', (_, facts) => {
    expect(alertOf({ ...news, ...facts }, rule, moment)).toBeUndefined();
  });
});
