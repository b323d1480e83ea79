import { nullish, number, object, string, union } from 'valibot';
import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { ToldRows } from '../../ports/corporate-actions.ts';
import { decoded } from '../decode.ts';
import { isIsin } from '../instrument-kind.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { cellOf, filingRows, momentOf } from './filing-fields.ts';

const TEXT = nullish(string());
/** Sizes and the XBRL mark came about 2025 and are not read. */
const ROW = object({
  seq_id: union([string(), number()]),
  symbol: TEXT,
  sm_name: TEXT,
  sm_isin: TEXT,
  desc: TEXT,
  an_dt: string(),
  attchmntFile: TEXT,
  attchmntText: TEXT,
});

function filingOf(value: unknown, root: string): Announcement | string {
  const row = decoded(ROW, value, root);
  const sequenceId = cellOf(String(row.seq_id));
  const at = momentOf(row.an_dt);
  if (sequenceId === undefined) return 'it has no sequence number';
  if (at === undefined) return `its time "${row.an_dt}" is no moment`;
  const [symbol, isin, attachment] = [
    cellOf(row.symbol),
    cellOf(row.sm_isin),
    cellOf(row.attchmntFile),
  ];
  return {
    source: 'nse',
    sequenceId,
    at,
    company: cellOf(row.sm_name) ?? symbol ?? '',
    category: cellOf(row.desc) ?? '',
    text: (cellOf(row.attchmntText) ?? '').replaceAll(/\s+/g, ' '),
    ...(symbol === undefined ? {} : { symbol }),
    ...(isin !== undefined && isIsin(isin) ? { isin } : {}),
    ...(attachment === undefined ? {} : { attachment }),
  };
}

/**
 * Reads what companies filed with NSE, newest first as it comes. The sequence number grows and is
 * the only key; times are the exchange's, in India.
 *
 * @throws Failure `bad-data` naming the field that is missing
 */
export function readAnnouncements(body: Uint8Array): ToldRows<Announcement> {
  const rows: Announcement[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, value] of filingRows(body).entries()) {
    const filing = filingOf(value, `[${index}]`);
    if (typeof filing === 'string') refused.push({ row: `[${index}]`, reason: filing });
    else rows.push(filing);
  }
  requireMostlyGood('the announcements', rows.length, refused);
  return { rows, refused };
}
