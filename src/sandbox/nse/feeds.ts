import { addDays } from '../../core/market/session-date.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Route } from '../answer.ts';
import { actionsBetween } from '../company-events.ts';
import { dayMonthYear } from '../day-spelling.ts';
import { filingsBetween } from '../filings.ts';
import type { Market } from '../market.ts';
import { nseMoment } from './filings.ts';

interface Item {
  readonly title: string;
  readonly link: string;
  readonly description: string;
  readonly pubDate: string;
}

const FEED_DAYS = 30;
const FILING_DAYS = 2;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function feed(title: string, items: readonly Item[]): Answer {
  const encode = (rows: readonly Item[]): string => {
    const entries = rows.map((row) =>
      [
        '<item>',
        `<title>${escaped(row.title)}</title>`,
        `<link>${escaped(row.link)}</link>`,
        `<description><![CDATA[${row.description}]]></description>`,
        `<pubDate>${row.pubDate}</pubDate>`,
        '</item>',
      ].join(''),
    );
    return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${title}</title>${entries.join('\n')}</channel></rss>\n`;
  };
  const how = { contentType: 'application/xml', keyWord: 'channel' };
  return dataOf(items, encode, how, (item) => ({ ...item, title: '', pubDate: '31-Feb-2026' }));
}

/** NSE's feeds of coming actions and of the last filings, which name companies and no symbols. */
export function feedRoutes(market: Market): readonly Route[] {
  const page = 'https://www.nseindia.com/companies-listing/corporate-filings-actions';
  return [
    {
      site: 'nse',
      path: /^\/content\/RSS\/Corporate_action\.xml$/,
      answer: (_, { now }) => {
        const today = market.calendar.dateAt(now);
        const actions = actionsBetween(market, today, addDays(today, FEED_DAYS), now);
        const items = actions.map(({ company, exDate, subject }) => ({
          title: `${company.name} - Ex-Date: ${dayMonthYear(exDate)}`,
          link: page,
          description: `SERIES:${company.series}|PURPOSE:${subject.toUpperCase()}|FACE VALUE:${company.faceValueRupees}|RECORD DATE:${dayMonthYear(exDate)}`,
          pubDate: nseMoment(now),
        }));
        return feed('Corporate Actions', items);
      },
    },
    {
      site: 'nse',
      path: /^\/content\/RSS\/Online_announcements\.xml$/,
      answer: (_, { now }) => {
        const today = market.calendar.dateAt(now);
        const filings = filingsBetween(market, addDays(today, -FILING_DAYS), today, now);
        const items = filings.map(({ company, at, category, text }) => ({
          title: company.name,
          link: `https://nsearchives.nseindia.com/corporate/${encodeURIComponent(company.symbol)}_${at}.pdf`,
          description: `${text}|SUBJECT: ${category}`,
          pubDate: nseMoment(at),
        }));
        return feed('Announcements', items);
      },
    },
  ];
}
