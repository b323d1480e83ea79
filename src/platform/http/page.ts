import { markedText } from '../../core/wide-text.ts';

/** As much of a body as is looked at to recognise it. */
const SNIFFED_BYTES = 65_536;

/** The beginning of a body as text, of UTF-8 or UTF-16, without a byte order mark. */
export function beginning(body: Uint8Array): string {
  return markedText(body.subarray(0, SNIFFED_BYTES));
}

const SPACE = /\s*/y;

/** A text without the white space and the comments at its beginning; a comment without an end stays. */
export function withoutPreamble(text: string): string {
  // By hand: a pattern for any number of comments takes twice as long with each of them.
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) : -1;
    if (end < 0) return text.slice(at);
    at = end + 3;
  }
}

/** Whether a text begins as an HTML page does, after white space and comments. */
export function isHtml(text: string): boolean {
  return /^<(?:!doctype\s+html|html|head|body)\b/i.test(withoutPreamble(text));
}

/** An HTML page's title on one line, at most 120 characters; absent when it has none. */
export function pageTitle(text: string): string | undefined {
  const title = /<title[^<>]*>([^<]*)/i.exec(text)?.[1]?.replace(/\s+/g, ' ').trim();
  return title === undefined || title === '' ? undefined : title.slice(0, 120);
}

/** The first words of a body on one line, for a sentence about it; at most 160 characters. */
export function excerpt(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 160);
}

/**
 * Pages by which an edge network turns a client away with any status: Akamai's (NSE), Cloudflare's
 * (Upstox), F5's.
 */
const BLOCK_PAGE =
  /<title>\s*(?:access denied|attention required|just a moment|request rejected|forbidden|403)|reference\s*(?:#|&#35;)\s*\d|errors\.edgesuite\.net|error (?:code: )?10(?:06|07|08|10|15|20)\b|captcha/i;

/** Whether a page turns the client away. */
export function isBlockPage(text: string): boolean {
  return BLOCK_PAGE.test(text);
}

/** Whether a page says that the site is down for a while (Yahoo's outage page comes with 200). */
export function isOutagePage(text: string): boolean {
  return /will be right back|under maintenance|temporarily unavailable/i.test(text);
}
