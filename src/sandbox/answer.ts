import { gzipSync } from 'node:zlib';
import type { Instant } from '../core/market/instant.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { zipOf } from './zip.ts';

/** Who is being imitated; faults are aimed by it. */
export type Site = 'nse' | 'bse' | 'upstox' | 'yahoo' | 'news' | 'telegram' | 'healthchecks';

/** A request as a route sees it. */
export interface Asked {
  readonly query: URLSearchParams;
  /** The `Cookie` header; empty when none was sent. */
  readonly cookies: string;
  /** The `Authorization` header; empty when none was sent. */
  readonly authorization: string;
  /** The `X-Api-Key` header; empty when none was sent. */
  readonly apiKey: string;
  readonly now: Instant;
}

/** A finished text: a page, an error, a refusal. */
export interface Page {
  readonly kind: 'page';
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** Data, with what is needed to spoil it on purpose. */
export interface Data {
  readonly kind: 'data';
  readonly contentType: string;
  readonly text: string;
  /** The same answer without a row in it. */
  readonly emptied: () => string;
  /** The same answer with one impossible row, such as a bar whose high is below its low; absent where no row can be so. */
  readonly garbled?: () => string;
  /** A word of the header line, or a JSON key, that a reader cannot do without. */
  readonly keyWord: string;
  /** How the text travels; absent: as it is. */
  readonly packed?: { readonly zippedAs: string } | 'gzip';
  /** The session of an exchange's file, for being late with it. */
  readonly session?: SessionDate;
}

export type Answer = Page | Data;

/** A path that one of the imitated sites answers. */
export interface Route {
  readonly site: Site;
  readonly path: RegExp;
  /** @param parts what the pattern's groups caught, percent-decoded; empty where one caught nothing */
  answer(parts: readonly string[], asked: Asked): Answer;
}

/** A path that takes something told: a message, a ping. */
export interface PostRoute {
  readonly site: Site;
  readonly path: RegExp;
  /** @param parts as of `Route` */
  answer(
    parts: readonly string[],
    told: { readonly query: URLSearchParams; readonly body: string },
  ): Page;
}

/** The bytes that travel. */
export function bytesOf(answer: Answer): Buffer {
  if (answer.kind === 'page') return Buffer.from(answer.body);
  const text = Buffer.from(answer.text);
  if (answer.packed === undefined) return text;
  return answer.packed === 'gzip' ? gzipSync(text) : zipOf(answer.packed.zippedAs, text);
}

/** A small HTML page, as web servers make them. */
export function htmlPage(status: number, title: string, text: string): Page {
  const body = `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return { kind: 'page', status, contentType: 'text/html; charset=utf-8', body };
}

/** A JSON answer that is no data: a refusal. */
export function jsonPage(status: number, value: unknown): Page {
  const contentType = 'application/json; charset=utf-8';
  return { kind: 'page', status, contentType, body: JSON.stringify(value) };
}

/** The archive's answer for a file that is not there, or not yet. */
export function notFound(): Page {
  return htmlPage(404, 'Resource not found', 'The file that you asked for is not here.');
}

/**
 * Data made of rows, so that it can be made again of none, or with a bad one.
 *
 * @param encode rows to text
 * @param garble makes a row impossible: a high below its low, a day that there is not; absent where no row can be so
 */
export function dataOf<Row>(
  rows: readonly Row[],
  encode: (rows: readonly Row[]) => string,
  how: Pick<Data, 'contentType' | 'keyWord' | 'packed' | 'session'>,
  garble?: (row: Row) => Row,
): Data {
  const middle = rows.length >> 1;
  return {
    kind: 'data',
    ...how,
    text: encode(rows),
    emptied: () => encode([]),
    ...(garble && rows.length > 0
      ? { garbled: () => encode(rows.map((row, at) => (at === middle ? garble(row) : row))) }
      : {}),
  };
}
