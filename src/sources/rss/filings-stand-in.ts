import { Failure } from '../../core/failure.ts';
import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import { istDate } from '../../core/market/instant.ts';
import { shownLink } from '../../core/news/canonical-address.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import type { AnnouncementSource } from '../../ports/corporate-actions.ts';
import type { NewsSource } from '../../ports/news.ts';

/** The letter that an announcement tells of, as the feed would have told it. */
function filingOf(source: string, told: Announcement): ToldArticle {
  const { company, category, text, at, attachment, symbol } = told;
  const shown = attachment === undefined ? undefined : shownLink(attachment);
  return {
    kind: 'filing',
    source,
    title: category === '' ? company : `${company}: ${category}`,
    summary: text,
    ownLink: shown !== undefined,
    at,
    company,
    ...(shown === undefined ? {} : { link: shown }),
    ...(symbol === undefined ? {} : { symbol }),
  };
}

/**
 * A feed of letters with the exchange's own list behind it: where the feed does not answer, the same
 * letters come from the list, of the days that were asked for. They have the same addresses, so one
 * that was had from either is not kept twice.
 *
 * @throws Failure of the feed when the list does not answer either
 */
export function withList(feed: NewsSource, list: AnnouncementSource): NewsSource {
  return {
    ...feed,
    async news(asked) {
      try {
        return await feed.news(asked);
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'stopped') throw error;
        const days = { from: istDate(asked.since), to: istDate(asked.until) };
        const told = await list.announcements(days).catch((second: unknown) => {
          throw second instanceof Failure && second.code !== 'stopped' ? error : second;
        });
        return {
          articles: told.rows.map((row) => filingOf(feed.name, row)),
          refused: told.refused,
        };
      }
    },
  };
}
