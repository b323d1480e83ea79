import type { Settings } from '../config/settings.ts';
import type { Sources } from '../kit/context.ts';
import type { Http } from '../ports/http.ts';
import { createNewsApi } from '../sources/newsapi/newsapi.ts';
import type { AnnouncementSource } from '../ports/corporate-actions.ts';
import { withList } from '../sources/rss/filings-stand-in.ts';
import { createNseNews } from '../sources/rss/nse-news.ts';
import { createWebFeeds } from '../sources/rss/web-feed.ts';
import type { Desk } from './desk.ts';
import type { TokenLookup } from './live-sources.ts';

/** The key that the built-in exchange takes. */
const SANDBOX_KEY = 'sandbox';

/** The key's place for a run; a sandbox run never reads a real one. */
export function newsKey({ sandbox, secrets }: Pick<Desk, 'sandbox' | 'secrets'>): TokenLookup {
  if (sandbox) return () => Promise.resolve(SANDBOX_KEY);
  return () => secrets.secret('sources.newsapi.key');
}

/** Where news is asked: origins without a slash at the end. */
export interface NewsPlaces {
  readonly http: Http;
  readonly archivesOrigin: string;
  readonly newsApiOrigin: string;
  readonly key: TokenLookup;
  /** Stands in for NSE's feed of letters. */
  readonly announcements: AnnouncementSource;
}

/** Sources of news as the settings name them, and the model that reads headlines, where one is set up. */
export function newsSources(
  settings: Settings,
  places: NewsPlaces,
): Pick<Sources, 'news' | 'headlineModel'> {
  const { http, archivesOrigin, newsApiOrigin, key, announcements } = places;
  const folder = settings['news.finbert_folder'];
  return {
    news: [
      ...createNseNews({ http, archivesOrigin }, settings['news.nse_feeds']).map((feed) =>
        feed.name === 'nse-announcements' ? withList(feed, announcements) : feed,
      ),
      ...createWebFeeds({ http, origin: settings.base_url }, settings['news.feeds']),
      createNewsApi({ http, origin: newsApiOrigin, key, query: settings['news.newsapi_query'] }),
    ],
    ...(folder === undefined
      ? {}
      : {
          headlineModel: async () => {
            const { openFinbert } = await import('../platform/finbert/finbert.ts');
            return openFinbert(folder);
          },
        }),
  };
}
