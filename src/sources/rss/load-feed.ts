import type { CheerioAPI } from 'cheerio/slim';
import { Failure } from '../../core/failure.ts';

/** Elements inside each other at most; feeds that are known have 12. What reads a document descends with them. */
const MOST_DEEP = 200;

/** What is skipped as a whole: mark-up inside it is text. */
const SECTIONS = [
  ['<![CDATA[', ']]>'],
  ['<!--', '-->'],
] as const;

/** Whether more elements than that are open at the same time; looks at each character once. */
function nestsDeeply(xml: string): boolean {
  let depth = 0;
  let at = xml.indexOf('<');
  while (at >= 0) {
    const start = at;
    const section = SECTIONS.find(([begins]) => xml.startsWith(begins, start));
    const end = xml.indexOf(section ? section[1] : '>', start);
    if (end < 0) return false;
    if (!section && xml[start + 1] === '/') depth = Math.max(0, depth - 1);
    else if (!section && xml[end - 1] !== '/' && !/[!?]/.test(xml[start + 1] ?? '')) depth++;
    if (depth > MOST_DEEP) return true;
    at = xml.indexOf('<', end);
  }
  return false;
}

/**
 * Parses a feed. The parser takes 70 ms to load, so it is loaded with the first feed.
 *
 * @param name of the feed, for sentences
 * @throws Failure `bad-data` when elements are nested as no feed has them
 */
export async function loadFeed(text: string, name: string): Promise<CheerioAPI> {
  if (nestsDeeply(text)) {
    throw new Failure(
      'bad-data',
      `expected a feed as ${name}, found more than ${MOST_DEEP} elements inside each other; see whether the address moved`,
    );
  }
  const { load } = await import('cheerio/slim');
  return load(text, { xml: true });
}
