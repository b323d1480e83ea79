import { isSessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Ohlcv } from '../../core/market/bar.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Answer, Route } from '../answer.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { dayOfParts } from '../day-spelling.ts';
import { mix } from '../hash.ts';
import { symbolOn, tradesOn } from '../instrument.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { publishedAt } from '../market.ts';
import type { Market } from '../market.ts';
import { sessionRows } from './session-rows.ts';

const INDEX_HEADER =
  'Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,' +
  'Points Change,Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield';
const BANDS_HEADER = 'Symbol,Series,Security Name,Band,Remarks';
/** The day on which the real exchange gave its indices their present names. */
const RENAMED_ON = '2015-11-10';
const FORMER_NAMES: Readonly<Record<string, string>> = {
  'Nifty 50': 'CNX Nifty',
  'Nifty Bank': 'CNX Bank',
};
/** Per cent; shares of the main board may move by a fifth. */
const BAND_PERCENT: Readonly<Record<string, number>> = { BE: 5, SM: 10 };
/** Watched by the exchange's surveillance from that day on. */
const WATCHED = { symbol: 'SLEEPYCEM', since: '2024-04-01', remark: 'GSM STAGE - I' };
const PAISE_IN_CRORE_RUPEES = 1e9;

/** Minimal decimals, and none before the point of a fraction, as the real files have them. */
const short = (hundredths: number): string => String(hundredths / 100).replace(/^(-?)0\./, '$1.');

interface IndexLine extends Ohlcv {
  readonly name: string;
  readonly beforePaise: number;
  /** What members dealt in; absent for an index of which only the close is told. */
  readonly dealt?: { readonly volume: number; readonly turnoverPaise: number };
  readonly key: number;
}

function indexLines(market: Market, session: SessionDate, now: Instant): IndexLine[] {
  const rows = sessionRows(market, session, now);
  const dealt = {
    volume: rows.reduce((sum, row) => sum + row.volume, 0),
    turnoverPaise: rows.reduce((sum, row) => sum + row.turnoverPaise, 0),
  };
  return sandboxIndices.flatMap((index) => {
    const bar = market.day(index, session, now);
    if (!bar) return [];
    const beforePaise = market.previousClosePaise(index, session) ?? bar.openPaise;
    const name = session < RENAMED_ON ? (FORMER_NAMES[index.name] ?? index.name) : index.name;
    return [{ ...bar, name, beforePaise, dealt, key: mix(market.seed, index.token) }];
  });
}

function indexText(session: SessionDate, lines: readonly IndexLine[]): string {
  const day = session.split('-').toReversed().join('-');
  const rows = lines.map((line) => {
    const change = line.closePaise - line.beforePaise;
    const ratios = [2_000 + (mix(line.key, 1) % 400), 320 + (mix(line.key, 2) % 60), 110];
    const values = [line.openPaise, line.highPaise, line.lowPaise, line.closePaise, change];
    const percent = Math.round((change / line.beforePaise) * 10_000);
    const crores = ((line.dealt?.turnoverPaise ?? 0) / PAISE_IN_CRORE_RUPEES).toFixed(2);
    return [
      line.name,
      day,
      ...values.map(short),
      short(percent),
      line.dealt?.volume ?? '-',
      line.dealt ? crores : '-',
      ...ratios.map(short),
    ].join(',');
  });
  // Of strategy indices only the close and its change are told.
  const first = lines[0];
  const told = rows[0]?.split(',').slice(5, 8).join(',');
  const strategy = first ? `${first.name} Arbitrage,${day},-,-,-,${told},-,-,-,-,-` : '';
  return `${[INDEX_HEADER, ...rows, ...(first ? [strategy] : [])].join('\n')}\n`;
}

function bandsText(session: SessionDate, companies: readonly SandboxInstrument[]): string {
  const rows = companies.map((company) => {
    const percent = BAND_PERCENT[company.series] ?? 20;
    const watched = company.symbol === WATCHED.symbol && session >= WATCHED.since;
    const remark = watched ? WATCHED.remark : '-';
    const name = company.name.toUpperCase();
    return [symbolOn(company, session), company.series, name, percent, `"${remark}"`];
  });
  const sorted = rows.toSorted((a, b) => Number(a[3]) - Number(b[3]));
  return `${[BANDS_HEADER, ...sorted.map((row) => row.join(','))].join('\n')}\n`;
}

/**
 * Index closes and price bands of a session, from 18:15 of its day on. Paths and columns as in real
 * files of 3 March 2025 and 28 August 2026.
 */
export function endOfDayRoutes(market: Market): readonly Route[] {
  const published = (
    [day = '', month = '', year = '']: readonly string[],
    now: Instant,
    file: (session: SessionDate) => Answer,
  ): Answer => {
    const date = dayOfParts(year, month, day);
    const open = isSessionDate(date) ? market.calendar.day(date) : undefined;
    if (open?.state !== 'open' || publishedAt(open) > now) return notFound();
    return file(open.session);
  };
  return [
    {
      site: 'nse',
      path: /^\/content\/indices\/ind_close_all_(\d{2})(\d{2})(\d{4})\.csv$/,
      answer: (parts, { now }) =>
        published(parts, now, (session) =>
          dataOf(
            indexLines(market, session, now),
            (lines) => indexText(session, lines),
            { contentType: 'text/csv', keyWord: 'Closing Index Value', session },
            (line) => ({ ...line, highPaise: paise(Math.ceil(line.lowPaise / 2)) }),
          ),
        ),
    },
    {
      site: 'nse',
      path: /^\/content\/equities\/sec_list_(\d{2})(\d{2})(\d{4})\.csv$/,
      answer: (parts, { now }) =>
        published(parts, now, (session) =>
          dataOf(
            sandboxCompanies.filter((company) => tradesOn(company, session)),
            (companies) => bandsText(session, companies),
            { contentType: 'text/csv', keyWord: 'Remarks', session },
          ),
        ),
    },
  ];
}
