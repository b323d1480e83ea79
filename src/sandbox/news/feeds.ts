import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { dataOf } from '../answer.ts';
import type { Route } from '../answer.ts';
import { articlesUntil, untitled } from './articles.ts';
import type { PretendArticle } from './articles.ts';

/** Feeds of the pretend papers, under hosts that are nobody's. */
export const SANDBOX_FEEDS: readonly string[] = [
  'https://papertimes.example/newsfeeds/markets.rss',
  'https://deskwire.example/newsfeeds/companies.atom',
];

/** Days that a feed reaches back, and days of which a second paper prints the same. */
const FEED_DAYS = 3;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `Thu, 26 Nov 2026 00:30:00 +0530`. */
function mailDate(at: Instant): string {
  const ist = new Date((at + 19_800) * 1000).toUTCString();
  return ist.replace('GMT', '+0530');
}

/** RSS 2.0, with mark-up in the description and addresses that tell where a reader came from. */
function rss(articles: readonly PretendArticle[]): string {
  const items = articles.map(({ title, summary, path, at }) =>
    [
      '<item>',
      `<title><![CDATA[${title}]]></title>`,
      `<link>https://www.papertimes.example${path}?utm_source=rss</link>`,
      `<description>${escaped(`<p>${escaped(summary)}</p><img src="x.png">`)}</description>`,
      `<guid isPermaLink="false">${path}</guid>`,
      `<pubDate>${mailDate(at)}</pubDate>`,
      '</item>',
    ].join(''),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Paper Times</title><ttl>30</ttl>${items.join('\n')}</channel></rss>\n`;
}

/** Atom 1.0; every third text is one that the other paper prints too. */
function atom(articles: readonly PretendArticle[]): string {
  const entries = articles
    .filter((_, place) => place % 3 === 0)
    .map(({ title, summary, path, at }) =>
      [
        '<entry>',
        `<title type="text">${escaped(title)}</title>`,
        `<link rel="alternate" href="https://deskwire.example${path}"/>`,
        `<id>tag:deskwire.example,2026:${path}</id>`,
        `<updated>${istText(at)}</updated>`,
        `<summary>${escaped(summary)}</summary>`,
        '</entry>',
      ].join(''),
    );
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk Wire</title>${entries.join('\n')}</feed>\n`;
}

/** Feeds of two pretend papers. */
export function newsFeedRoutes(): readonly Route[] {
  return [
    {
      site: 'news',
      path: /^\/newsfeeds\/markets\.rss$/,
      answer: (_, { now }) =>
        dataOf(
          articlesUntil(now, FEED_DAYS),
          rss,
          { contentType: 'application/rss+xml; charset=utf-8', keyWord: 'channel' },
          untitled,
        ),
    },
    {
      site: 'news',
      path: /^\/newsfeeds\/companies\.atom$/,
      answer: (_, { now }) =>
        dataOf(
          articlesUntil(now, FEED_DAYS),
          atom,
          { contentType: 'application/atom+xml; charset=utf-8', keyWord: 'feed' },
          untitled,
        ),
    },
  ];
}
