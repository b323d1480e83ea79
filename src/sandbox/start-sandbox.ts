import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { crc32 } from 'node:zlib';
import { Failure } from '../core/failure.ts';
import type { Instant } from '../core/market/instant.ts';
import { bytesOf, htmlPage, notFound } from './answer.ts';
import type { Answer, Asked, PostRoute, Route, Site } from './answer.ts';
import { bseRoutes } from './bse/filings.ts';
import { sandboxCalendar } from './calendar.ts';
import type { FaultPlan } from './faults.ts';
import { healthchecksRoutes } from './healthchecks.ts';
import { createMarket } from './market.ts';
import { newsApiRoutes } from './news/newsapi.ts';
import { newsFeedRoutes } from './news/feeds.ts';
import { bhavcopyRoutes } from './nse/bhavcopies.ts';
import { dealRoutes } from './nse/deals.ts';
import { endOfDayRoutes } from './nse/end-of-day.ts';
import { feedRoutes } from './nse/feeds.ts';
import { filingRoutes } from './nse/filings.ts';
import { marketFlowRoutes } from './nse/market-flows.ts';
import { indexListRoutes } from './nse/index-lists.ts';
import { listRoutes } from './nse/lists.ts';
import { nseLiveRoutes } from './nse/live.ts';
import { nseOptionRoutes } from './nse/option-chains.ts';
import { securitiesRoutes } from './nse/securities.ts';
import { createStriker } from './strike.ts';
import type { Delivery } from './strike.ts';
import { telegramRoutes } from './telegram.ts';
import { candleRoutes } from './upstox/candles.ts';
import { upstoxListRoutes } from './upstox/lists.ts';
import { upstoxOptionRoutes } from './upstox/options.ts';
import { upstoxQuoteRoutes } from './upstox/quotes.ts';
import { chartRoutes } from './yahoo/chart.ts';

/** A request that was seen, for tests and for looking back. */
interface SeenRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly path: string;
  /** 0 where no answer was given. */
  readonly status: number;
  /** Milliseconds since the sandbox started. */
  readonly atMs: number;
  /** What was told by it; absent where nothing was. */
  readonly body?: string;
}

/** A running pretend exchange. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`: the base of every source's URLs. */
  readonly origin: string;
  /** Requests so far, oldest first. */
  requests(): readonly SeenRequest[];
  /** Ends at once, open connections included; may be called twice. */
  close(): Promise<void>;
}

/** Whose path it is, for aiming faults at requests that no route answers. */
function siteOf(path: string): Site {
  if (path.startsWith('/v8/')) return 'yahoo';
  if (path.startsWith('/newsfeeds/') || path === '/v2/everything') return 'news';
  if (path.startsWith('/BseIndiaAPI/')) return 'bse';
  return /^\/(?:v2|v3|market-quote)\//.test(path) ? 'upstox' : 'nse';
}

function answered(routes: readonly Route[], path: string, asked: Asked): Answer {
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match) return route.answer(match.slice(1).map(decoded), asked);
  }
  return notFound();
}

/** Takes what is told; absent where the path takes nothing. */
function toldTo(
  routes: readonly PostRoute[],
  { pathname, searchParams: query }: URL,
  body: string,
): { readonly answer: Answer; readonly site: Site } | undefined {
  for (const route of routes) {
    const match = route.path.exec(pathname);
    if (match) {
      const answer = route.answer(match.slice(1).map(decoded), { query, body });
      return { answer, site: route.site };
    }
  }
  return undefined;
}

/** What a request tells; more than a mebibyte is nothing that any of the sites takes. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    size += bytes.length;
    if (size > 1_048_576) break;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** A group that caught nothing stays absent. */
function decoded(part: string | undefined): string {
  return decodeURIComponent(part ?? '');
}

/** Brings the answer. @returns the status to be remembered */
function sent(request: IncomingMessage, response: ServerResponse, delivery: Delivery): number {
  const { answer, way } = delivery;
  if (way === 'stalled') return 0;
  const body = bytesOf(answer);
  const status = answer.kind === 'page' ? answer.status : 200;
  const etag = `"${body.length.toString(16)}-${crc32(body).toString(16)}"`;
  if (answer.kind === 'data' && way === 'whole' && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return 304;
  }
  response.writeHead(status, {
    'content-type': answer.contentType,
    'content-length': body.length,
    ...(answer.kind === 'page' ? answer.headers : { etag }),
  });
  if (way === 'whole') {
    response.end(body);
    return status;
  }
  response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  return status;
}

/**
 * Starts a pretend exchange on a free port of loopback. It answers as NSE's archive and site, Upstox
 * and Yahoo do, all from one origin, with a market that depends on the seed alone.
 *
 * @param options.now what it takes for now; nothing later is served
 * @param options.faults what goes wrong; absent: nothing
 * @throws Failure `config` when loopback cannot be listened on
 */
export async function startSandbox(options: {
  readonly seed: number;
  readonly now: () => Instant;
  readonly faults?: FaultPlan;
}): Promise<Sandbox> {
  const market = createMarket(options.seed, sandboxCalendar());
  const routes = [
    ...bhavcopyRoutes(market),
    ...listRoutes(market),
    ...endOfDayRoutes(market),
    ...securitiesRoutes(market),
    ...dealRoutes(market),
    ...marketFlowRoutes(market),
    ...indexListRoutes(market),
    ...filingRoutes(market),
    ...feedRoutes(market),
    ...newsFeedRoutes(),
    ...newsApiRoutes(),
    ...bseRoutes(market),
    ...candleRoutes(market),
    ...upstoxListRoutes(market),
    ...chartRoutes(market),
    ...upstoxQuoteRoutes(market),
    ...upstoxOptionRoutes(market),
    ...nseLiveRoutes(market),
    ...nseOptionRoutes(market),
  ];
  const posts = [...telegramRoutes(), ...healthchecksRoutes()];
  const strike = createStriker(options.faults ?? []);
  const startedMs = performance.now();
  const seen: SeenRequest[] = [];

  const deliver = (request: IncomingMessage, body: string): Delivery => {
    const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
    const now = options.now();
    const told = request.method === 'POST' ? toldTo(posts, url, body) : undefined;
    if (told) return strike(told.answer, told.site, market.newestPublished(now));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const answer = htmlPage(405, 'Method Not Allowed', 'Ask with GET.');
      return { answer, way: 'whole' };
    }
    const { cookie: cookies = '', authorization = '', 'x-api-key': key = '' } = request.headers;
    const asked = { query: url.searchParams, cookies, authorization, apiKey: String(key), now };
    const answer = answered(routes, url.pathname, asked);
    return strike(answer, siteOf(url.pathname), market.newestPublished(now));
  };

  const server = createServer((request, response) => void serve(request, response));

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let status: number;
    let body = '';
    try {
      if (request.method === 'POST') body = await bodyOf(request);
      status = sent(request, response, deliver(request, body));
    } catch (error) {
      status = 500;
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`sandbox: ${String(error)}`);
    }
    const atMs = Math.round(performance.now() - startedMs);
    const told = body === '' ? {} : { body };
    seen.push({ method: request.method ?? '', path: request.url ?? '', status, atMs, ...told });
  };

  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const sentence = `expected to listen on 127.0.0.1, found "${cause.message}": is loopback up?`;
      reject(new Failure('config', sentence, { cause }));
    });
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: () => [...seen],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
