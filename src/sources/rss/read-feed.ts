import { Failure } from '../../core/failure.ts';
import { loadFeed } from './load-feed.ts';

/** One entry of a feed, as text without mark-up; what it lacks is absent. */
export interface FeedItem {
  readonly title: string;
  readonly description: string;
  readonly link?: string;
  readonly published?: string;
}

/** Text of an element: entities resolved, mark-up inside taken off, one space between words. */
function plain(text: string): string {
  return text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * Reads an RSS feed.
 *
 * @param name of the feed, for sentences
 * @returns the entries in the feed's order; an empty list is a good answer
 * @throws Failure `bad-data` when the text is no feed: parsers of XML accept a block page quietly
 */
export async function readFeed(text: string, name: string): Promise<FeedItem[]> {
  const $ = await loadFeed(text, name);
  if ($('rss > channel').length === 0) {
    throw new Failure(
      'bad-data',
      `expected an RSS feed (rss > channel) as ${name}, found ${JSON.stringify(text.slice(0, 60))}; see whether the address moved`,
    );
  }
  return $('rss > channel > item')
    .toArray()
    .map((element) => {
      const child = (tag: string): string => plain($(element).children(tag).first().text());
      const [link, published] = [child('link'), child('pubDate')];
      return {
        title: child('title'),
        description: child('description'),
        ...(link === '' ? {} : { link }),
        ...(published === '' ? {} : { published }),
      };
    });
}
