import { nullish, object, string } from 'valibot';
import { Failure } from '../../core/failure.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { ListedInstrument } from '../../core/market/listing.ts';
import type { InstrumentsAnswer } from '../../ports/prices.ts';
import { decoded } from '../decode.ts';
import { isIsin, kindOf } from '../instrument-kind.ts';
import { jsonRecords } from '../json-records.ts';
import { requireMostlyGood } from '../ohlcv.ts';

const FILE = 'NSE.json.gz';
/** Nine tenths of the file are futures and options, which are never parsed. */
const OF_CASH_MARKET = /"segment"\s*:\s*"NSE_(?:EQ|INDEX)"/;

const RECORD = object({
  segment: string(),
  name: string(),
  instrument_type: string(),
  instrument_key: string(),
  trading_symbol: string(),
  isin: nullish(string()),
});

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Failure('bad-data', `expected a JSON record at ${place} of ${FILE}`, { cause });
  }
}

function readRecord(text: string, place: string): ListedInstrument | string {
  const record = decoded(RECORD, parsed(text, place), place);
  const symbol = record.trading_symbol.trim();
  const name = record.name.trim();
  const sourceKeys = { upstox: record.instrument_key };
  if (symbol === '' || record.instrument_key === '') return 'has no symbol or no key';
  if (record.segment === 'NSE_INDEX') {
    return { exchange: 'XNSE', symbol, series: 'INDEX', name, kind: 'index', sourceKeys };
  }
  const isin = record.isin ?? '';
  const series = record.instrument_type.trim();
  if (!isIsin(isin)) return `${symbol} ${series}: "${isin}" is no ISIN`;
  if (series === '') return `${symbol}: has no series`;
  return { exchange: 'XNSE', symbol, series, name, kind: kindOf(isin, series), isin, sourceKeys };
}

/**
 * Reads Upstox's list of what NSE trades: shares, ETFs, REITs, bonds and indices, told apart by
 * their ISIN and series; derivatives are passed over. The key by which Upstox asks for a share holds
 * its ISIN, so it changes when the ISIN does.
 *
 * @param unpacked the JSON, no longer compressed
 * @throws Failure `bad-data` naming the path of a field that is missing, when the list has no record
 *   of the cash market, and when more than a tenth of those is refused
 */
export function readInstruments(unpacked: Uint8Array): InstrumentsAnswer {
  const instruments: ListedInstrument[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  let place = -1;
  for (const text of jsonRecords(unpacked)) {
    place++;
    if (!OF_CASH_MARKET.test(text)) continue;
    const row = `[${place}]`;
    const read = readRecord(text, row);
    const key = typeof read === 'string' ? '' : `${read.symbol} ${read.series}`;
    if (typeof read === 'string') refused.push({ row, reason: read });
    else if (seen.has(key)) refused.push({ row, reason: `${key} is already in the list` });
    else instruments.push(read);
    seen.add(key);
  }
  requireMostlyGood(FILE, instruments.length, refused);
  if (instruments.length > 0) return { instruments, refused };
  throw new Failure(
    'bad-data',
    `expected records with "segment" NSE_EQ or NSE_INDEX in ${FILE}, found none among ${place + 1}; the format may have changed`,
    { detail: { path: '[0].segment', records: place + 1 } },
  );
}
