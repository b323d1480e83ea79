import { canonicalAddress, shownLink } from '../../core/news/canonical-address.ts';
import { Failure } from '../../core/failure.ts';
import { readPublished } from '../../core/news/published.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import type { Http, SourcePolicy } from '../../ports/http.ts';
import type { NewsSource } from '../../ports/news.ts';
import { FEED_REST_SECONDS, MOST_REST_SECONDS, askFeed } from './feed-answer.ts';
import { NSE_FEEDS } from './policy.ts';
import type { NewsEntry } from './read-news-feed.ts';
import { noMoment, toldArticles } from './told.ts';

/** How a paper's host is treated: once a second, with the face of a browser, no cookies. */
function policyOf(host: string): SourcePolicy {
  return {
    ...NSE_FEEDS,
    source: `feed:${host}`,
    timeoutMs: 20_000,
    headers: {
      'user-agent': NSE_FEEDS.headers['user-agent'] ?? '',
      accept: 'application/rss+xml, application/atom+xml, application/xml, text/xml',
    },
    reference: 'no stated limit; the job asks each feed once in half an hour',
  };
}

/** @throws Failure `config` for what is no address of a feed; the text is not repeated: it may hold a key */
function addressOf(text: string, place: number): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (plain) return url;
  throw new Failure(
    'config',
    `news.feeds: expected http or https addresses without user name, found something else as item ${place + 1}; write the address of a feed`,
  );
}

/** The whole link of an entry, which may be written from where the feed is; empty: it has none. */
function wholeLink({ link, bases = [] }: NewsEntry, feed: string): string {
  if (link === undefined) return '';
  const base = bases.reduce(
    (from, told) => (URL.canParse(told, from) ? new URL(told, from).href : from),
    feed,
  );
  return URL.canParse(link, base) ? new URL(link, base).href : '';
}

/** Links that several entries share name none of them. */
function sharedLinks(entries: readonly NewsEntry[], feed: string): ReadonlySet<string> {
  const titles = new Map<string, string>();
  const shared = new Set<string>();
  for (const entry of entries) {
    const { title } = entry;
    const address = canonicalAddress(wholeLink(entry, feed));
    if (address === undefined) continue;
    const other = titles.get(address);
    if (other !== undefined && other !== title) shared.add(address);
    titles.set(address, title);
  }
  return shared;
}

function articleOf(
  entry: NewsEntry,
  source: string,
  base: string,
  shared: ReadonlySet<string>,
): ToldArticle | string {
  const { title, summary, published } = entry;
  if (title === '') return 'it has no title';
  const at = published === undefined ? undefined : readPublished(published);
  if (published !== undefined && at === undefined) return noMoment(published);
  const shown = shownLink(wholeLink(entry, base));
  const address = shown === undefined ? undefined : canonicalAddress(shown);
  return {
    kind: 'news',
    source,
    title,
    summary,
    ownLink: address !== undefined && !shared.has(address),
    ...(shown === undefined ? {} : { link: shown }),
    ...(at === undefined ? {} : { at }),
  };
}

/**
 * Feeds of papers, as the settings name them. Each is known by its host, several of one host by their
 * paths too, and those that differ in their queries only by a number: a query may hold a key.
 *
 * @param addresses of the feeds
 * @param place.origin asked instead of each feed's own, for a mirror or a replay
 * @throws Failure `config` for an address that is none
 */
export function createWebFeeds(
  place: { readonly http: Http; readonly origin?: string | undefined },
  addresses: readonly string[],
): NewsSource[] {
  const known = addresses.map((text, index) => {
    const address = addressOf(text, index);
    return { address, host: address.hostname.replace(/^www\./, '') };
  });
  return known.map(({ address, host }, index) => {
    const alone = known.filter((other) => other.host === host).length === 1;
    const placed = `${host}${address.pathname}`;
    const sameBefore = known
      .slice(0, index)
      .filter((other) => `${other.host}${other.address.pathname}` === placed);
    const name = alone
      ? host
      : sameBefore.length === 0
        ? placed
        : `${placed}#${sameBefore.length + 1}`;
    // Without the query: it may hold a key, and no link of an entry needs it.
    const base = `${address.origin}${address.pathname}`;
    const url =
      place.origin === undefined
        ? address.href
        : `${place.origin}${address.pathname}${address.search}`;
    return {
      name,
      restSeconds: FEED_REST_SECONDS,
      news: async () => {
        const told = await askFeed(place.http, policyOf(host), url, name, MOST_REST_SECONDS);
        const shared = sharedLinks(told.entries, base);
        return toldArticles(told, (entry) => articleOf(entry, host, base, shared));
      },
    };
  });
}
