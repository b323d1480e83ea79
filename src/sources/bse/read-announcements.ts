import { array, nullish, number, object, string, union, unknown } from 'valibot';
import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import { istInstant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { isSessionDate } from '../../core/market/session-date.ts';
import type { ToldRows } from '../../ports/corporate-actions.ts';
import { decoded, jsonOf, misshapen } from '../decode.ts';

const TEXT = nullish(string());
const PAGE = object({
  Table: array(unknown()),
  Table1: array(object({ ROWCNT: union([number(), string()]) })),
});
const ROW = object({
  NEWSID: string(),
  SCRIP_CD: union([number(), string()]),
  NEWSSUB: TEXT,
  HEADLINE: TEXT,
  DT_TM: string(),
  CATEGORYNAME: TEXT,
  SUBCATNAME: TEXT,
  ATTACHMENTNAME: TEXT,
  PDFFLAG: nullish(union([number(), string()])),
  SLONGNAME: TEXT,
  NSURL: TEXT,
});

/** Folders of filed documents by `PDFFLAG`. */
const FOLDERS: Readonly<Record<string, string>> = {
  '0': 'AttachLive',
  '1': 'AttachHis',
  '2': 'CorpAttachment',
};

/** One page of BSE's announcements. */
export interface AnnouncementPage extends ToldRows<Announcement> {
  /** Rows on all pages together. */
  readonly total: number;
}

/** `2023-10-20T23:44:22.95`, in India; absent for anything else. */
function momentOf(text: string): Instant | undefined {
  const [date = '', time = ''] = text.trim().split('T');
  const clock = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/.exec(time)?.[0];
  return isSessionDate(date) && clock !== undefined ? istInstant(date, clock) : undefined;
}

const trimmed = (text: string | null | undefined): string =>
  (text ?? '').trim().replaceAll(/\s+/g, ' ');

function filingOf(value: unknown, root: string): Announcement | string {
  const row = decoded(ROW, value, root);
  const [sequenceId, at] = [row.NEWSID.trim(), momentOf(row.DT_TM)];
  if (sequenceId === '') return 'it has no identifier';
  if (at === undefined) return `its time "${row.DT_TM}" is no moment`;
  const named = /\/([^/]+)\/\d+\/?$/.exec(trimmed(row.NSURL))?.[1];
  const file = trimmed(row.ATTACHMENTNAME);
  const folder = FOLDERS[String(row.PDFFLAG ?? 0)] ?? 'AttachLive';
  const category = trimmed(row.SUBCATNAME) || trimmed(row.CATEGORYNAME);
  return {
    source: 'bse',
    sequenceId,
    at,
    symbol: named === undefined ? `BSE:${row.SCRIP_CD}` : named.toUpperCase(),
    company: trimmed(row.SLONGNAME),
    category,
    text: trimmed(row.HEADLINE) || trimmed(row.NEWSSUB),
    ...(file === ''
      ? {}
      : { attachment: `https://www.bseindia.com/xml-data/corpfiling/${folder}/${file}` }),
  };
}

/** Reads one page of what companies filed with BSE. @throws Failure `bad-data` */
export function readBseAnnouncements(body: Uint8Array): AnnouncementPage {
  const page = decoded(PAGE, jsonOf(body));
  const rows: Announcement[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, value] of page.Table.entries()) {
    const place = `Table[${index}]`;
    const filing = filingOf(value, place);
    if (typeof filing === 'string') refused.push({ row: place, reason: filing });
    else rows.push(filing);
  }
  const told = page.Table1[0]?.ROWCNT ?? 0;
  const total = Number(told);
  if (!Number.isSafeInteger(total)) throw misshapen('Table1[0].ROWCNT', 'a count of rows', told);
  return { rows, refused, total };
}
