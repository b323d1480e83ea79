import type { BodyKind } from '../../ports/http.ts';
import {
  beginning,
  excerpt,
  isBlockPage,
  isHtml,
  isOutagePage,
  pageTitle,
  withoutPreamble,
} from './page.ts';
import type { Sent } from './sent.ts';

/** What an exchange came to. `reason` says what was found, fit for "expected …, found …". */
export type Verdict =
  | { readonly kind: 'answer' }
  | { readonly kind: 'not-modified' }
  /** Worth another try: fault, 5xx, outage page. */
  | { readonly kind: 'down'; readonly reason: string; readonly cause?: unknown }
  /** 429. */
  | { readonly kind: 'throttled'; readonly reason: string }
  /** Turned away without a word about a credential. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** 401 or 403 told in JSON: the credential. */
  | { readonly kind: 'auth'; readonly status: number; readonly reason: string }
  /** The source answered with something that is not what was asked for. */
  | { readonly kind: 'wrong-body'; readonly reason: string };

/** Statuses whose meaning only the source knows. */
const TOLD_BY_SOURCE: readonly number[] = [400, 404, 410, 422, 426];

const BEGINS_AS: Readonly<Record<BodyKind, RegExp>> = {
  json: /^\s*(?:[[{"\-\d]|(?:true|false|null)\b)/,
  zip: /^PK/,
  // Proxies that unpack on the way leave JSON or CSV: anything but a page passes.
  gzip: /^(?!\s*<)/,
  csv: /^(?!\s*<)/,
  xml: /^<(?!!doctype\s+html|html)/i,
  any: /^/,
};

function beginsAs(expect: BodyKind, text: string): boolean {
  return BEGINS_AS[expect].test(expect === 'xml' ? withoutPreamble(text) : text);
}

function aPage(text: string): string {
  const title = pageTitle(text);
  return title === undefined ? 'an HTML page without a title' : `an HTML page titled "${title}"`;
}

function found(status: number, text: string): string {
  if (isHtml(text)) return `${status} with ${aPage(text)}`;
  return text === '' ? `${status} without a body` : `${status} with "${excerpt(text)}"`;
}

function isJson(contentType: string, text: string): boolean {
  return /[/+]json/i.test(contentType) || /^\s*[[{]/.test(text);
}

/** NSE's and Yahoo's sites call some JSON `text/html`: the label alone condemns only what it may fit. */
function isPage(expect: BodyKind, contentType: string, text: string): boolean {
  if (expect === 'any') return false;
  if (isHtml(text)) return true;
  const labelled = /^\s*text\/html\b/i.test(contentType);
  return labelled && (expect === 'csv' || !beginsAs(expect, text));
}

function judgeGood(expect: BodyKind, status: number, contentType: string, text: string): Verdict {
  if (isPage(expect, contentType, text)) {
    if (isOutagePage(text)) return { kind: 'down', reason: found(status, text) };
    if (isBlockPage(text)) return { kind: 'refused', status, reason: found(status, text) };
    return { kind: 'wrong-body', reason: isHtml(text) ? aPage(text) : found(status, text) };
  }
  if (beginsAs(expect, text)) return { kind: 'answer' };
  return { kind: 'wrong-body', reason: found(status, text) };
}

/**
 * Says what came back, by status, content type and the first bytes of the body.
 *
 * @param expect what the caller can read; only a good status is held to it
 * @param conditional validators were sent, so that 304 is an answer
 */
export function classify(sent: Sent, expect: BodyKind, conditional: boolean): Verdict {
  if (sent.kind === 'fault') return { kind: 'down', reason: sent.reason, cause: sent.cause };
  if (sent.kind === 'unreadable') return { kind: 'wrong-body', reason: sent.reason };
  const { status } = sent;
  const contentType = sent.header('content-type') ?? '';
  const text = beginning(sent.body);
  if (status >= 200 && status < 300) return judgeGood(expect, status, contentType, text);
  if (status === 304 && conditional) return { kind: 'not-modified' };
  if (TOLD_BY_SOURCE.includes(status)) return { kind: 'answer' };
  const reason = found(status, text);
  if (status === 429) return { kind: 'throttled', reason };
  if (status === 401 || status === 403) {
    return { kind: isJson(contentType, text) ? 'auth' : 'refused', status, reason };
  }
  if (status === 408 || status >= 500) return { kind: 'down', reason };
  return { kind: 'wrong-body', reason };
}
