import { readPublished } from '../../core/news/published.ts';
import { shownLink } from '../../core/news/canonical-address.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import type { Http } from '../../ports/http.ts';
import type { NewsSource } from '../../ports/news.ts';
import { readExDateTitle } from './ex-date-title.ts';
import { FEED_REST_SECONDS, askFeed } from './feed-answer.ts';
import { NSE_FEEDS } from './policy.ts';
import type { NewsEntry } from './read-news-feed.ts';
import { noMoment, toldArticles } from './told.ts';

/** Letters move prices: what a cache on the way says of their feed counts for an hour at most. */
const MOST_REST = 3600;

/** A document's name begins with the symbol: `KITE&KIN_26112026181502_letter.pdf`. */
function symbolIn(link: string): string | undefined {
  const name = link.split('/').at(-1) ?? '';
  const [, written = ''] = /^((?:[A-Z0-9&-]|%26){1,24})_\d{8,}/.exec(name) ?? [];
  return written === '' ? undefined : written.replaceAll('%26', '&');
}

/** A letter. Prices of mutual funds have no document, and are not news. */
function filingOf({
  title,
  summary,
  link,
  published,
}: NewsEntry): ToldArticle | string | undefined {
  if (link === undefined) return undefined;
  const at = readPublished(published ?? '');
  if (title === '') return 'it names no company';
  if (at === undefined) return noMoment(published ?? '');
  const [text = '', category = ''] = summary.split(/\|\s*SUBJECT\s*:/i);
  const shown = shownLink(link);
  const symbol = symbolIn(link);
  return {
    kind: 'filing',
    source: 'nse-announcements',
    title: category.trim() === '' ? title : `${title}: ${category.trim()}`,
    summary: text.trim(),
    ownLink: true,
    at,
    company: title,
    ...(shown === undefined ? {} : { link: shown }),
    ...(symbol === undefined ? {} : { symbol }),
  };
}

/** What goes ex and when; the feed has one link for all, and its time is that of the list. */
function eventOf({ title, summary, link }: NewsEntry): ToldArticle | string {
  const told = readExDateTitle(title);
  const [, purpose = ''] = /(?:^|\|)\s*PURPOSE\s*:\s*([^|]*)/i.exec(summary) ?? [];
  if (!told) return `its title ${JSON.stringify(title.slice(0, 60))} tells no ex-date`;
  if (purpose.trim() === '') return 'it has no purpose';
  const shown = link === undefined ? undefined : shownLink(link);
  return {
    kind: 'event',
    source: 'nse-corporate-actions',
    title: `${told.company}: ${purpose.trim()}, ex-date ${told.day}`,
    summary: '',
    ownLink: false,
    company: told.company,
    ...(shown === undefined ? {} : { link: shown }),
  };
}

/** NSE's feeds that are read as news, by the name that the settings have for them. */
const NSE_NEWS = {
  announcements: {
    name: 'nse-announcements',
    file: 'Online_announcements.xml',
    read: filingOf,
  },
  'corporate-actions': {
    name: 'nse-corporate-actions',
    file: 'Corporate_action.xml',
    read: eventOf,
  },
} as const;

export type NseNewsFeed = keyof typeof NSE_NEWS;

/**
 * NSE's official feeds as sources of news.
 *
 * @param place.archivesOrigin `https://nsearchives.nseindia.com`
 * @see /content/RSS/Online_announcements.xml: 700 to 1,000 entries a day (October 2026)
 */
export function createNseNews(
  place: { readonly http: Http; readonly archivesOrigin: string },
  feeds: readonly NseNewsFeed[],
): NewsSource[] {
  return feeds.map((feed) => {
    const { name, file, read } = NSE_NEWS[feed];
    return {
      name,
      restSeconds: FEED_REST_SECONDS,
      news: async () => {
        const url = `${place.archivesOrigin}/content/RSS/${file}`;
        return toldArticles(await askFeed(place.http, NSE_FEEDS, url, name, MOST_REST), read);
      },
    };
  });
}
