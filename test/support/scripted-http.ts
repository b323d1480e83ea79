import { onTestFinished } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../src/ports/http.ts';

/** What is said to one request. */
export interface ScriptedAnswer {
  /** The whole address, or a pattern of it. */
  readonly url: string | RegExp;
  /** 200 unless told. */
  readonly status?: number;
  /** An object is sent as JSON. */
  readonly body: string | Uint8Array | object;
}

/** An Http that says what was scripted. */
export interface ScriptedHttp extends Http {
  readonly requests: readonly HttpRequest[];
  /** The answers whose raw bodies were kept. */
  readonly kept: readonly HttpAnswer[];
  /** @throws Error when a request had no answer or an answer no request */
  verify(): void;
}

function bytesOf(body: ScriptedAnswer['body']): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

function matches({ url }: ScriptedAnswer, asked: string): boolean {
  return typeof url === 'string' ? url === asked : url.test(asked);
}

/** A script that nobody checks at the end of the test: for testing the script itself. */
export function uncheckedHttp(answers: readonly ScriptedAnswer[]): ScriptedHttp {
  const unused = [...answers];
  const requests: HttpRequest[] = [];
  const unmatched: string[] = [];
  const kept: HttpAnswer[] = [];
  return {
    requests,
    kept,
    async get(request) {
      requests.push(request);
      const place = unused.findIndex((answer) => matches(answer, request.url));
      const [answer] = place < 0 ? [] : unused.splice(place, 1);
      if (!answer) {
        unmatched.push(request.url);
        throw new Error(`no answer is scripted for ${request.url}`);
      }
      return {
        url: request.url,
        status: answer.status ?? 200,
        contentType: 'application/octet-stream',
        body: bytesOf(answer.body),
        fetchedAt: instant(1_780_000_000),
        stale: false,
        notModified: false,
      };
    },
    async keep(answer) {
      kept.push(answer);
      return `refused/${kept.length}.body`;
    },
    verify() {
      if (unmatched.length > 0) throw new Error(`unmatched requests: ${unmatched.join(', ')}`);
      if (unused.length === 0) return;
      throw new Error(`unused answers: ${unused.map(({ url }) => String(url)).join(', ')}`);
    },
  };
}

/**
 * An Http that gives each answer once, to the first request that matches it. The test fails at its
 * end when a request had no answer, even if the failure was caught, and when an answer was not used.
 */
export function scriptedHttp(answers: readonly ScriptedAnswer[]): ScriptedHttp {
  const http = uncheckedHttp(answers);
  onTestFinished(() => http.verify());
  return http;
}
