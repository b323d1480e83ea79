import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll } from 'vitest';
import * as formats from './made-up-formats.ts';
import type { BhavcopyFormat, Body, Spoiling } from './made-up-formats.ts';
import { barsBetween, COMPANIES, dailyBars, LAST_SESSION } from './made-up-market.ts';

/** What becomes of a request. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'answer'; readonly body: Body; readonly retryAfter?: string }
  /** The request's own headers in a page of that status: a careless server's error page. */
  | { readonly kind: 'echo'; readonly status: number }
  /** No answer at all. */
  | { readonly kind: 'stall' }
  /** The first half of the body, then the connection is cut. */
  | { readonly kind: 'truncate' }
  | { readonly kind: 'spoil'; readonly spoiling: Spoiling };

export interface SeenRequest {
  readonly path: string;
  readonly atMs: number;
}

/** A pretend Upstox, Yahoo and NSE on loopback, with made-up prices; it ends with the test file. */
export interface LoopbackExchange {
  readonly origin: string;
  requests(): readonly SeenRequest[];
  /** Resolves once a request whose path fits has come. */
  asked(path: RegExp): Promise<void>;
  /** From now on the fault strikes the first `times` requests whose path fits; absent: every one. */
  strike(fault: Fault, path?: RegExp, times?: number): void;
  /** Leaves sessions out of what is answered for a symbol. */
  withhold(symbol: string, ...sessions: readonly string[]): void;
  /** The token that is taken for good; any other is refused. */
  acceptToken(token: string): void;
  close(): Promise<void>;
}

interface Question {
  readonly url: URL;
  readonly spoiling: Spoiling;
  readonly withheld: ReadonlySet<string>;
  readonly authorization: string;
  readonly token: string;
}

type Route = readonly [RegExp, (parts: readonly string[], asked: Question) => Body];

function barsFor(symbol: string, minutes: number, from: string, to: string, asked: Question) {
  const company = COMPANIES.find((one) => one.symbol === symbol);
  if (!company) return undefined;
  const bars =
    minutes === 0 ? dailyBars(company, from, to) : barsBetween(company, minutes, from, to);
  return bars.filter(({ session }) => !asked.withheld.has(`${symbol} ${session}`));
}

function upstox(parts: readonly string[], asked: Question): Body {
  const [key = '', unit = '', step = '', to = LAST_SESSION, from = LAST_SESSION] = parts;
  const symbol = COMPANIES.find(({ isin }) => key === `NSE_EQ|${isin}`)?.symbol ?? '';
  const bars = barsFor(symbol, unit === 'days' ? 0 : Number(step), from, to, asked);
  if (!bars) return formats.upstoxRefusal(400, 'UDAPI100011', 'Invalid Instrument key');
  return formats.upstoxCandles(bars, unit === 'days', asked.spoiling);
}

function yahoo([name = '']: readonly string[], asked: Question): Body {
  const query = (key: string): string => asked.url.searchParams.get(key) ?? '';
  const day = (seconds: number): string =>
    new Date((seconds + 19_800) * 1000).toISOString().slice(0, 10);
  const [from, to] = [day(Number(query('period1'))), day(Number(query('period2')) - 1)];
  const interval = query('interval');
  const minutes = interval === '1d' ? 0 : Number.parseInt(interval);
  const bars = barsFor(name.replace(/\.NS$/, ''), minutes, from, to, asked);
  return bars ? formats.yahooChart(name, interval, bars, asked.spoiling) : formats.yahooUnknown();
}

const notThere: Body = { status: 404, contentType: 'text/html', bytes: Buffer.from('<html>404') };

function bhavcopy(format: BhavcopyFormat, session: string, asked: Question): Body {
  const rows = COMPANIES.flatMap((company) => {
    const [bar] = barsFor(company.symbol, 0, session, session, asked) ?? [];
    return bar ? [{ company, bar }] : [];
  });
  return rows.length > 0 ? formats.bhavcopy(format, rows, asked.spoiling) : notThere;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function legacy([day = '', word = '', year = '']: readonly string[], asked: Question): Body {
  const month = String(MONTHS.indexOf(word) + 1).padStart(2, '0');
  return bhavcopy('legacy', `${year}-${month}-${day}`, asked);
}

const ROUTES: readonly Route[] = [
  [/^\/content\/equities\/EQUITY_L\.csv$/, () => formats.equityList()],
  [/^\/market-quote\/instruments\/exchange\/NSE\.json\.gz$/, () => formats.upstoxList()],
  [/^\/v3\/historical-candle\/intraday\/([^/]+)\/(\w+)\/(\d+)$/, upstox],
  [/^\/v3\/historical-candle\/([^/]+)\/(\w+)\/(\d+)\/([\d-]+)\/([\d-]+)$/, upstox],
  [/^\/v8\/finance\/chart\/([^/]+)$/, yahoo],
  [
    /^\/content\/cm\/BhavCopy_NSE_CM_0_0_0_(\d{4})(\d\d)(\d\d)_F_0000\.csv\.zip$/,
    ([year, month, day], asked) => bhavcopy('udiff', `${year}-${month}-${day}`, asked),
  ],
  [/^\/content\/historical\/EQUITIES\/\d+\/\w+\/cm(\d\d)([A-Z]+)(\d{4})bhav\.csv\.zip$/, legacy],
  [
    /^\/products\/content\/sec_bhavdata_full_(\d\d)(\d\d)(\d{4})\.csv$/,
    ([day, month, year], asked) => bhavcopy('sec-full', `${year}-${month}-${day}`, asked),
  ],
  [
    /^\/v3\/market-quote\/ltp$/,
    (_, { authorization, token }) =>
      authorization === `Bearer ${token}`
        ? {
            ...notThere,
            status: 200,
            contentType: 'application/json',
            bytes: Buffer.from('{"status":"success","data":{}}'),
          }
        : formats.upstoxRefusal(401, 'UDAPI100050', 'Invalid token used to access API'),
  ],
];

function answerTo(asked: Question): Body {
  for (const [path, answer] of ROUTES) {
    const match = path.exec(asked.url.pathname);
    if (match) return answer(match.slice(1).map(decodeURIComponent), asked);
  }
  return notThere;
}

function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  asked: Question,
) {
  if (fault.kind === 'stall') return;
  if (fault.kind === 'echo') {
    response.writeHead(fault.status, { 'content-type': 'text/html' });
    response.end(`<html><title>Trace</title><pre>${JSON.stringify(request.headers)}</pre></html>`);
    return;
  }
  const { status, contentType, bytes } = fault.kind === 'answer' ? fault.body : answerTo(asked);
  const retry = fault.kind === 'answer' ? fault.retryAfter : undefined;
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': bytes.length,
    ...(retry === undefined ? {} : { 'retry-after': retry }),
  });
  if (fault.kind !== 'truncate') response.end(bytes);
  else response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

const open: (() => Promise<void>)[] = [];

afterAll(() => Promise.all(open.splice(0).map((close) => close())));

/** Starts one on a free port. */
export async function loopbackExchange(): Promise<LoopbackExchange> {
  const seen: SeenRequest[] = [];
  const withheld = new Set<string>();
  let struck: { fault: Fault; path: RegExp; left: number } = {
    fault: { kind: 'none' },
    path: /^/,
    left: Infinity,
  };
  let token = '';
  const server = createServer((request, response) => {
    seen.push({ path: request.url ?? '', atMs: Date.now() });
    server.emit('asked');
    const url = new URL(request.url ?? '/', 'http://loopback.invalid');
    const strikes = struck.left > 0 && struck.path.test(url.pathname);
    if (strikes) struck.left--;
    const fault: Fault = strikes ? struck.fault : { kind: 'none' };
    const authorization = request.headers.authorization ?? '';
    const spoiling = fault.kind === 'spoil' ? fault.spoiling : {};
    deliver(request, response, fault, { url, spoiling, withheld, authorization, token });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  open.push(close);
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: () => seen,
    async asked(path) {
      while (!seen.some((one) => path.test(one.path))) await once(server, 'asked');
    },
    strike(fault, path = /^/, times = Infinity) {
      struck = { fault, path, left: times };
    },
    withhold: (symbol, ...sessions) =>
      sessions.forEach((session) => withheld.add(`${symbol} ${session}`)),
    acceptToken(good) {
      token = good;
    },
    close,
  };
}
