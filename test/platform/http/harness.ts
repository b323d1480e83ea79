import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { createHttp } from '../../../src/platform/http/http.ts';
import type { HttpOptions, RunHttp } from '../../../src/platform/http/http.ts';
import type { HttpRequest, SourcePolicy } from '../../../src/ports/http.ts';
import { memoryRequestLedger } from '../../support/memory-request-ledger.ts';
import type { MemoryRequestLedger } from '../../support/memory-request-ledger.ts';

/** 26 November 2026, 09:30 in India. */
export const START_MS = Date.UTC(2026, 10, 26, 4, 0, 0);

/** A scripted answer; a function answers by itself. */
export type Reply =
  | { status?: number; headers?: Record<string, string | string[]>; body?: string | Uint8Array }
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server on loopback that gives its answers in order. */
export interface Loopback {
  readonly origin: string;
  /** Requests so far, in order. */
  readonly requests: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** Adds answers to the script. */
  answers(...replies: Reply[]): void;
}

/** Time that passes only when somebody sleeps or a test says so. */
interface FakeTime {
  readonly sleepsMs: number[];
  advance(milliseconds: number): void;
}

interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: unknown;
}

interface Bench {
  readonly http: RunHttp;
  readonly ledger: MemoryRequestLedger;
  readonly time: FakeTime;
  readonly log: LogLine[];
  readonly stop: AbortController;
  readonly keepFolder: string;
}

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  const pending = cleanups.splice(0).toReversed();
  for (const clean of pending) await clean();
});

function play(reply: Reply, request: IncomingMessage, response: ServerResponse): void {
  if (typeof reply === 'function') {
    reply(request, response);
    return;
  }
  response.writeHead(reply.status ?? 200, reply.headers ?? { 'content-type': 'application/json' });
  response.end(reply.body ?? '{}');
}

/** Starts a server; at the end of the test every scripted answer must have been fetched. */
export async function startLoopback(...script: Reply[]): Promise<Loopback> {
  const requests: Loopback['requests'] = [];
  const unexpected: string[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    const reply = script.shift();
    if (!reply) unexpected.push(request.url ?? '');
    play(reply ?? { status: 418, body: 'unexpected request' }, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  cleanups.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(unexpected, 'requests that the script has no answer for').toEqual([]);
    expect(script, 'answers that nobody fetched').toHaveLength(0);
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    answers: (...more) => {
      script.push(...more);
    },
  };
}

/** A client with time that stands still, jitter at its middle and a ledger in memory. */
export function bench(options: Partial<HttpOptions> = {}): Bench {
  const ledger = memoryRequestLedger();
  const sleepsMs: number[] = [];
  const log: LogLine[] = [];
  const stop = new AbortController();
  const keepFolder = join(mkdtempSync(join(tmpdir(), 'paperjobs-http-')), 'refused');
  let nowMs = START_MS;
  const http = createHttp({
    ledger,
    pacer: {
      monotonicMs: () => nowMs - START_MS,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        sleepsMs.push(milliseconds);
        nowMs += milliseconds;
      },
    },
    random: { fraction: () => 0.5, uuid: () => '00000000-0000-4000-8000-000000000000' },
    wallClock: { now: () => instant(nowMs / 1000) },
    wallMs: () => nowMs,
    log: { write: (level, event, fields) => void log.push({ level, event, fields }) },
    signal: stop.signal,
    secrets: [],
    keepFolder,
    budgetMs: 60_000,
    retries: 2,
    ...options,
  });
  cleanups.push(async () => {
    await http.close();
    rmSync(join(keepFolder, '..'), { recursive: true });
  });
  const time = { sleepsMs, advance: (milliseconds: number) => void (nowMs += milliseconds) };
  return { http, ledger, time, log, stop, keepFolder };
}

/** A policy without rate windows whose circuit no ordinary test opens. */
export const POLICY: SourcePolicy = {
  source: 'nse',
  windows: [],
  timeoutMs: 5000,
  breakAfter: 50,
  breakSeconds: 60,
  headers: {},
  reference: 'made up for tests',
};

/** A request for JSON at a path of the server. */
export function ask(
  server: Loopback,
  path: string,
  more: Partial<HttpRequest> & { policy?: SourcePolicy } = {},
): HttpRequest {
  return { policy: POLICY, url: `${server.origin}${path}`, expect: 'json', ...more };
}

/** The failure that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => new Error('expected a failure, found an answer'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw error;
}

/** A body as text. */
export function textOf(answer: { readonly body: Uint8Array }): string {
  return new TextDecoder().decode(answer.body);
}

/** Akamai's block page, made up in its shape. */
export const BLOCK_PAGE: Reply = {
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>Reference #18.0</BODY></HTML>',
};
