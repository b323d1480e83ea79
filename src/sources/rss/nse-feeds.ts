import { millionthsOf } from '../../core/corporate-actions/millionths.ts';
import type { ToldAction } from '../../core/corporate-actions/corporate-action.ts';
import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { istDate, istInstant } from '../../core/market/instant.ts';
import { readDayMonthYear } from '../../core/market/session-date.ts';
import type {
  AnnouncementSource,
  CorporateActionSource,
  ToldRows,
} from '../../ports/corporate-actions.ts';
import type { Http } from '../../ports/http.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { readExDateTitle } from './ex-date-title.ts';
import { NSE_FEEDS } from './policy.ts';
import { readFeed } from './read-feed.ts';
import type { FeedItem } from './read-feed.ts';

/** `SERIES:EQ|PURPOSE:BONUS 1:1|FACE VALUE:10|RECORD DATE:05-Aug-2025|…` by name, in capitals. */
function fieldsOf(description: string): ReadonlyMap<string, string> {
  return new Map(
    description.split('|').map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).trim().toUpperCase(), field.slice(colon + 1).trim()] as const;
    }),
  );
}

function actionOf({ title, description }: FeedItem): ToldAction | string {
  const told = readExDateTitle(title);
  const fields = fieldsOf(description);
  const [exDate, subject] = [readDayMonthYear(told?.day ?? ''), fields.get('PURPOSE') ?? ''];
  if (!told || exDate === undefined) return `its title "${title}" tells no ex-date`;
  if (subject === '') return 'it has no purpose';
  const faceValue = millionthsOf(fields.get('FACE VALUE') ?? '');
  const recordDate = readDayMonthYear(fields.get('RECORD DATE') ?? '');
  return {
    exchange: 'nse',
    company: told.company,
    subject,
    exDate,
    ...(faceValue === undefined ? {} : { faceValue }),
    ...(recordDate ? { recordDate } : {}),
  };
}

function filingOf({ title, description, link, published }: FeedItem): Announcement | string {
  const [day = '', time = ''] = (published ?? '').split(' ');
  const date = readDayMonthYear(day);
  if (!date || !/^([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(time)) {
    return `its time "${published ?? ''}" is no moment`;
  }
  const [text = '', category = ''] = description.split(/\|\s*SUBJECT\s*:/i);
  return {
    source: 'nse-rss',
    sequenceId: link ?? `${title} ${published ?? ''}`,
    company: title,
    category: category.trim(),
    text: text.trim(),
    at: istInstant(date, time),
    ...(link === undefined ? {} : { attachment: link }),
  };
}

function sorted<Row>(
  items: readonly FeedItem[],
  read: (item: FeedItem) => Row | string,
  wanted: (row: Row) => boolean,
): ToldRows<Row> {
  const rows: Row[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, item] of items.entries()) {
    const row = read(item);
    if (typeof row === 'string') refused.push({ row: `item[${index}]`, reason: row });
    else if (wanted(row)) rows.push(row);
  }
  return { rows, refused };
}

/**
 * NSE's feeds: what is coming and what was filed last, for when its JSON cannot be had. They name
 * companies, not symbols, and tell a part of a window only.
 *
 * @param place.archivesOrigin `https://nsearchives.nseindia.com`
 * @see /content/RSS/Corporate_action.xml (77 items on 21 August 2026), Online_announcements.xml
 */
export function createNseFeeds({
  http,
  archivesOrigin,
}: {
  readonly http: Http;
  readonly archivesOrigin: string;
}): { readonly actions: CorporateActionSource; readonly announcements: AnnouncementSource } {
  async function itemsOf(name: string): Promise<FeedItem[]> {
    const answer = await http.get({
      policy: NSE_FEEDS,
      url: `${archivesOrigin}/content/RSS/${name}`,
      expect: 'xml',
    });
    // Parsing loads its parser first, so what was refused is thrown inside the reader afterwards.
    const read = succeeded(answer)
      ? await readFeed(textOf(answer.body), name).catch((error: unknown) => ({ error }))
      : { error: strangeStatus(answer) };
    return readAnswer(http, answer, () => {
      if ('error' in read) throw read.error;
      return read;
    });
  }

  return {
    actions: {
      name: 'nse-rss',
      exchange: 'nse',
      whole: false,
      actions: async ({ from, to }) =>
        sorted(
          await itemsOf('Corporate_action.xml'),
          actionOf,
          ({ exDate }) => exDate >= from && exDate <= to,
        ),
    },
    announcements: {
      name: 'nse-rss',
      announcements: async ({ from, to }) =>
        sorted(await itemsOf('Online_announcements.xml'), filingOf, ({ at }) => {
          const day = istDate(at);
          return day >= from && day <= to;
        }),
    },
  };
}
