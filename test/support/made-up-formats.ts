import { gzipSync } from 'node:zlib';
import type { Company, MadeBar } from './made-up-market.ts';
import { COMPANIES } from './made-up-market.ts';
import { zippedText } from './zip-file.ts';

/** A body with its label. */
export interface Body {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What is done to data before it is written down. */
export interface Spoiling {
  /** A column or key is called otherwise. */
  readonly renamed?: boolean;
  /** Rows whose high is below their low. */
  readonly impossible?: 'one' | 'all';
}

const rupees = (paise: number): number => paise / 100;

function json(value: unknown, status = 200): Body {
  const bytes = Buffer.from(JSON.stringify(value));
  return { status, contentType: 'application/json; charset=utf-8', bytes };
}

function text(lines: readonly string[]): Body {
  return { status: 200, contentType: 'text/csv', bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

/** Bars as the format gets them: of the impossible ones high and low have changed places. */
function given(bars: readonly MadeBar[], { impossible }: Spoiling): MadeBar[] {
  const middle = bars.length >> 1;
  return bars.map((bar, at) =>
    impossible === 'all' || (impossible === 'one' && at === middle)
      ? { ...bar, high: bar.low, low: bar.high }
      : bar,
  );
}

/** Upstox's candles, newest first. */
export function upstoxCandles(bars: readonly MadeBar[], daily: boolean, spoiling: Spoiling): Body {
  const istText = (start: number): string =>
    `${new Date((start + 19_800) * 1000).toISOString().slice(0, 19)}+05:30`;
  const candles = given(bars, spoiling).map((bar) => [
    daily ? `${bar.session}T00:00:00+05:30` : istText(bar.start),
    ...[bar.open, bar.high, bar.low, bar.close].map(rupees),
    bar.volume,
    0,
  ]);
  const key = spoiling.renamed ? 'candels' : 'candles';
  return json({ status: 'success', data: { [key]: candles.toReversed() } });
}

/** Upstox's word for an instrument that it does not know. */
export function upstoxRefusal(status: number, code: string, message: string): Body {
  return json({ status: 'error', errors: [{ errorCode: code, message }] }, status);
}

/** Upstox's list of instruments. */
export function upstoxList(): Body {
  const records = COMPANIES.map(({ symbol, isin, name }) => ({
    segment: 'NSE_EQ',
    name,
    exchange: 'NSE',
    isin,
    instrument_type: 'EQ',
    instrument_key: `NSE_EQ|${isin}`,
    trading_symbol: symbol,
  }));
  const bytes = gzipSync(JSON.stringify(records));
  return { status: 200, contentType: 'application/gzip', bytes };
}

/** Yahoo's chart. */
export function yahooChart(
  symbol: string,
  interval: string,
  bars: readonly MadeBar[],
  spoiling: Spoiling,
): Body {
  const rows = given(bars, spoiling);
  const column = (of: (bar: MadeBar) => number): number[] => rows.map(of);
  const quote = {
    open: column(({ open }) => rupees(open)),
    high: column(({ high }) => rupees(high)),
    low: column(({ low }) => rupees(low)),
    [spoiling.renamed ? 'closing' : 'close']: column(({ close }) => rupees(close)),
    volume: column(({ volume }) => volume),
  };
  const meta = { currency: 'INR', symbol, dataGranularity: interval };
  const result = { meta, timestamp: column(({ start }) => start), indicators: { quote: [quote] } };
  return json({ chart: { result: [result], error: null } });
}

/** Yahoo's word for a symbol that it does not know. */
export function yahooUnknown(): Body {
  const error = { code: 'Not Found', description: 'No data found, symbol may be delisted' };
  return json({ chart: { result: null, error } }, 404);
}

/** NSE's list of equities. */
export function equityList(): Body {
  return text([
    'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
    ...COMPANIES.map(
      ({ symbol, name, listedOn, isin }) => `${symbol},${name},EQ,${listedOn},10,1,${isin},10`,
    ),
  ]);
}

/** A company's row of a session. */
export interface SessionBar {
  readonly company: Company;
  readonly bar: MadeBar;
}

export type BhavcopyFormat = 'udiff' | 'legacy' | 'sec-full';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dayMonthYear(session: string): string {
  const [year = '', month = '', day = ''] = session.split('-');
  return `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
}

const HEADS: Readonly<Record<BhavcopyFormat, string>> = {
  udiff:
    'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4',
  legacy:
    'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,',
  'sec-full':
    'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER',
};

function line(format: BhavcopyFormat, { symbol, isin, name }: Company, bar: MadeBar): string {
  const [o, h, l, c] = [bar.open, bar.high, bar.low, bar.close].map((paise) =>
    rupees(paise).toFixed(2),
  );
  const { session, volume } = bar;
  const value = (rupees(bar.close) * volume).toFixed(2);
  switch (format) {
    case 'udiff':
      return `${session},${session},CM,NSE,STK,90001,${isin},${symbol},EQ,,,,,${name},${o},${h},${l},${c},${c},${o},,${c},,,${volume},${value},99,F1,1,,,,,`;
    case 'legacy':
      return `${symbol},EQ,${o},${h},${l},${c},${c},${o},${volume},${value},${dayMonthYear(session).toUpperCase()},99,${isin},`;
    case 'sec-full':
      return `${symbol}, EQ, ${dayMonthYear(session)}, ${o}, ${o}, ${h}, ${l}, ${c}, ${c}, ${c}, ${volume}, 1.00, 99, ${volume >> 1}, 50.00`;
  }
}

/** Fillers of a session's file: a tenth of bad rows is believed, so a file has more than a few. */
function fillers(bar: MadeBar): SessionBar[] {
  return Array.from({ length: 20 }, (_, at) => {
    const isin = `INF9Z0F${String(at).padStart(2, '0')}012`;
    const facts = { listedOn: '', firstSession: '', basePaise: 0, name: 'Filler' };
    return { company: { ...facts, symbol: `FILLER${at}`, isin }, bar };
  });
}

/** A session's file with the prices of the whole market. */
export function bhavcopy(
  format: BhavcopyFormat,
  rows: readonly SessionBar[],
  spoiling: Spoiling,
): Body {
  const [first] = rows;
  const all = first ? [...rows, ...fillers(first.bar)] : [];
  const bars = given(
    all.map(({ bar }) => bar),
    spoiling,
  );
  const head = HEADS[format];
  const renamed = head.replace(/\b(?:ClsPric|CLOSE_PRICE|CLOSE)\b/, 'FINAL');
  const lines = bars.map((bar, at) => {
    const company = all[at]?.company;
    if (!company) throw new Error('a bar without its company');
    return line(format, company, bar);
  });
  const file = text([spoiling.renamed ? renamed : head, ...lines]);
  if (format === 'sec-full') return file;
  const bytes = zippedText('bhavcopy.csv', Buffer.from(file.bytes).toString());
  return { status: 200, contentType: 'application/zip', bytes };
}
