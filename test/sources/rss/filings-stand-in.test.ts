import { describe, expect, it } from 'vitest';
import type { Announcement } from '../../../src/core/corporate-actions/earnings.ts';
import { Failure } from '../../../src/core/failure.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import type { AskedDays } from '../../../src/ports/corporate-actions.ts';
import type { NewsAnswer, NewsSource } from '../../../src/ports/news.ts';
import { withList } from '../../../src/sources/rss/filings-stand-in.ts';

const ASKED = {
  words: [],
  since: readInstant('2026-11-24T23:00'),
  until: readInstant('2026-11-26T00:30'),
};

const LETTER: Announcement = {
  source: 'nse',
  sequenceId: '1',
  symbol: 'TEAPOT&CO',
  company: 'Teapot & Company Limited',
  category: 'Updates',
  text: 'Teapot has informed the exchange',
  at: readInstant('2026-11-26T00:30'),
  attachment: 'https://a.invalid/corporate/TEAPOT%26CO_letter.pdf',
};

function feedThat(news: () => Promise<NewsAnswer>): NewsSource {
  return { name: 'nse-announcements', restSeconds: 600, news };
}

const refuses = (code: 'blocked' | 'stopped' | 'not-yet') => (): Promise<never> =>
  Promise.reject(new Failure(code, `the feed is ${code}`));

/** A list that keeps the days that it was asked for. */
function listOf(asked: AskedDays[], rows: readonly Announcement[] = [LETTER]) {
  return {
    name: 'nse' as const,
    announcements: async (days: AskedDays) => {
      asked.push(days);
      return { rows, refused: [] };
    },
  };
}

describe('a feed of letters', () => {
  it('that answers is all that is asked', async () => {
    const days: AskedDays[] = [];
    const answer = { articles: [], refused: [] };
    const source = withList(
      feedThat(async () => answer),
      listOf(days),
    );
    expect(await source.news(ASKED)).toBe(answer);
    expect(days).toEqual([]);
  });

  it('that does not has the list stand in, of the days in India', async () => {
    const days: AskedDays[] = [];
    const source = withList(feedThat(refuses('blocked')), listOf(days));
    expect(await source.news(ASKED)).toEqual({
      articles: [
        {
          kind: 'filing',
          source: 'nse-announcements',
          title: 'Teapot & Company Limited: Updates',
          summary: 'Teapot has informed the exchange',
          link: 'https://a.invalid/corporate/TEAPOT%26CO_letter.pdf',
          ownLink: true,
          at: LETTER.at,
          company: 'Teapot & Company Limited',
          symbol: 'TEAPOT&CO',
        },
      ],
      refused: [],
    });
    expect(days).toEqual([{ from: '2026-11-24', to: '2026-11-26' }]);
  });

  it('fails as the feed does when the list does not answer either', async () => {
    const list = { name: 'nse' as const, announcements: refuses('not-yet') };
    const source = withList(feedThat(refuses('blocked')), list);
    await expect(source.news(ASKED)).rejects.toMatchObject({ code: 'blocked' });
  });

  it('is not replaced when the run was asked to end', async () => {
    const days: AskedDays[] = [];
    const source = withList(feedThat(refuses('stopped')), listOf(days));
    await expect(source.news(ASKED)).rejects.toMatchObject({ code: 'stopped' });
    expect(days).toEqual([]);
  });
});
