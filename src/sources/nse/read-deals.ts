import { Failure } from '../../core/failure.ts';
import type { Deal, DealKind } from '../../core/flows/deal.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { DealsAnswer } from '../../ports/flows.ts';
import { readCsv } from '../csv-table.ts';
import { jsonOf, textOf } from '../decode.ts';
import { requireMostlyGood } from '../ohlcv.ts';
import { cellsOfCsv, cellsOfJson } from './deal-cells.ts';
import type { PlacedCells } from './deal-cells.ts';
import { dealOf } from './deal-row.ts';

/** `NO RECORDS,,,,,,`, in some lists behind the day: no deal, said in words. */
const NONE = /^(?:"?[\w-]+"?,)?"?NO RECORDS"?[", \t]*\r?$/gim;
/** The JSON form of the dated report never has more rows: the rest is left out without a word. */
const MOST_JSON_ROWS = 70;

/** What a list is read for. */
export interface DealsAsked {
  readonly kind: DealKind;
  /** Its name, for sentences. */
  readonly file: string;
  /** The days that its lines may be of, both ends in it; absent: any. */
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

function placed(
  body: Uint8Array,
  { kind, file }: DealsAsked,
): { rows: PlacedCells[]; none: boolean } {
  const text = textOf(body);
  if (/^\s*[[{]/.test(text)) {
    const rows = cellsOfJson(jsonOf(body), kind);
    if (rows.length < MOST_JSON_ROWS) return { rows, none: rows.length === 0 };
    throw new Failure(
      'bad-data',
      `expected the whole of ${file}, found ${rows.length} rows as JSON, which leaves out what comes after ${MOST_JSON_ROWS}; ask for CSV`,
    );
  }
  const rest = text.replaceAll(NONE, '');
  const none = rest.length < text.length;
  if (none && rest.trim() === '') return { rows: [], none };
  return { rows: cellsOfCsv(readCsv(rest, file), kind), none };
}

/** Why a deal is not of the days that were asked for; absent when it is. */
function strayed({ session, symbol }: Deal, { from, to }: DealsAsked): string | undefined {
  const early = from !== undefined && session < from;
  const late = to !== undefined && session > to;
  if (!early && !late) return undefined;
  return `${symbol}: ${session} is not within ${from ?? '…'}..${to ?? '…'}`;
}

/**
 * Reads a list of bulk deals, block deals or short sales, as CSV of the archives or the website, or
 * as the website's JSON. Every line is either returned or refused with its reason; equal lines are
 * deals of their own.
 *
 * @throws Failure `bad-data` when a column is missing, when there is neither a line nor `NO RECORDS`,
 *   when JSON is as long as it ever gets, and when more than a tenth of the lines is refused
 * @see archives' files of 2021 to 2026; that JSON stops at 70 rows and CSV does not was told by
 *   others who asked in May and September 2026
 */
export function readDeals(body: Uint8Array, asked: DealsAsked): DealsAnswer {
  const { rows, none } = placed(body, asked);
  const deals: Deal[] = [];
  const refused: RefusedRow[] = [];
  for (const [row, cells] of rows) {
    const deal = typeof cells === 'string' ? cells : dealOf(asked.kind, cells);
    const reason = typeof deal === 'string' ? deal : strayed(deal, asked);
    if (reason !== undefined) refused.push({ row, reason });
    else if (typeof deal !== 'string') deals.push(deal);
  }
  requireMostlyGood(asked.file, deals.length, refused);
  if (deals.length > 0 || none) return { deals, refused, none: deals.length === 0 };
  throw new Failure(
    'bad-data',
    `expected deals or "NO RECORDS" in ${asked.file}, found a header only; ask again later`,
  );
}
