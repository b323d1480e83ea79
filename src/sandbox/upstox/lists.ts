import { istInstant } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf } from '../answer.ts';
import type { Answer, Route } from '../answer.ts';
import { sandboxBonds } from '../bonds.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { tradesOn } from '../instrument.ts';
import type { Market } from '../market.ts';
import { yearDays } from '../year-days.ts';
import type { YearDay } from '../year-days.ts';

const EXCHANGES = ['NSE', 'NFO', 'CDS', 'BSE', 'BCD', 'BFO', 'MCX'];
type Fields = Readonly<Record<string, unknown>>;

function shareFields(today: SessionDate): Fields[] {
  const shares = sandboxCompanies.filter((company) => tradesOn(company, today));
  const bonds = sandboxBonds.map((bond) => ({
    ...bond,
    upstoxKey: `NSE_EQ|${bond.isin}`,
    lotShares: 1,
  }));
  return [...shares, ...bonds].map((listed) => ({
    segment: 'NSE_EQ',
    name: listed.name.toUpperCase(),
    exchange: 'NSE',
    isin: listed.isin,
    instrument_type: listed.series,
    instrument_key: listed.upstoxKey,
    lot_size: listed.lotShares,
    freeze_quantity: 100_000,
    exchange_token: String(listed.token),
    tick_size: 5,
    trading_symbol: listed.symbol,
    qty_multiplier: 1,
    short_name: listed.name,
    security_type: 'NORMAL',
  }));
}

function indexFields(): Fields[] {
  return sandboxIndices.map((index) => ({
    segment: 'NSE_INDEX',
    name: index.name,
    exchange: 'NSE',
    instrument_type: 'INDEX',
    instrument_key: index.upstoxKey,
    exchange_token: String(index.token),
    trading_symbol: index.symbol,
  }));
}

/** A future, so that readers must leave derivatives out; its expiry is the end of the year. */
function futureFields(today: SessionDate): Fields[] {
  const [index] = sandboxIndices;
  if (!index) return [];
  const year = today.slice(0, 4);
  const expiry = istInstant(sessionDate(`${year}-12-31`), '23:59:59') * 1000;
  return [
    {
      weekly: false,
      segment: 'NSE_FO',
      name: index.symbol,
      exchange: 'NSE',
      expiry,
      instrument_type: 'FUT',
      underlying_symbol: index.symbol,
      instrument_key: 'NSE_FO|95001',
      lot_size: 75,
      freeze_quantity: 1800,
      exchange_token: '95001',
      minimum_lot: 75,
      underlying_key: index.upstoxKey,
      tick_size: 10,
      underlying_type: 'INDEX',
      trading_symbol: `${index.symbol} FUT 31 DEC ${year.slice(2)}`,
      strike_price: 0,
    },
  ];
}

function master(today: SessionDate): Answer {
  const rows = [...indexFields(), ...shareFields(today), ...futureFields(today)];
  return dataOf(rows, (kept) => JSON.stringify(kept), {
    contentType: 'application/gzip',
    keyWord: 'instrument_key',
    packed: 'gzip',
  });
}

function holidayFields(day: YearDay): Fields {
  const closed = day.kind === 'holiday';
  const hours = ['NSE', 'BSE'].flatMap((exchange) =>
    day.hours.map(([open, close]) => ({
      exchange,
      start_time: istInstant(day.date, open) * 1000,
      end_time: istInstant(day.date, close) * 1000,
    })),
  );
  return {
    date: day.date,
    description: day.name,
    holiday_type: closed ? 'TRADING_HOLIDAY' : 'SPECIAL_TIMING',
    closed_exchanges: closed ? EXCHANGES : [],
    open_exchanges: hours,
  };
}

/** The first of April: banks rest, the exchange trades. A reader must not take it for a holiday. */
function settlementHoliday(year: string): Fields & { readonly date: string } {
  return {
    date: `${year}-04-01`,
    description: 'Annual Bank Closing',
    holiday_type: 'SETTLEMENT_HOLIDAY',
    closed_exchanges: ['CDS', 'BCD'],
    open_exchanges: [],
  };
}

function holidays(today: SessionDate, date: string): Answer {
  const year = today.slice(0, 4);
  const listed = yearDays(Number(year));
  const april = settlementHoliday(year);
  const extra = listed.some((day) => day.date === april.date) ? [] : [april];
  const rows = [...listed.map(holidayFields), ...extra]
    .filter((row) => date === '' || row['date'] === date)
    .toSorted((a, b) => (String(a['date']) < String(b['date']) ? -1 : 1));
  return dataOf(rows, (data) => JSON.stringify({ status: 'success', data }), {
    contentType: 'application/json',
    keyWord: 'closed_exchanges',
  });
}

/** Upstox's list of what is traded on NSE today, and this year's days out of the ordinary; shapes of 2026. */
export function upstoxListRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'upstox',
      path: /^\/market-quote\/instruments\/exchange\/NSE\.json\.gz$/,
      answer: (_, { now }) => master(market.calendar.dateAt(now)),
    },
    {
      site: 'upstox',
      path: /^\/v2\/market\/holidays(?:\/(\d{4}-\d{2}-\d{2}))?$/,
      answer: ([date = ''], { now }) => holidays(market.calendar.dateAt(now), date),
    },
  ];
}
