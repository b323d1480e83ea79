import type { CheerioAPI } from 'cheerio/slim';
import { Failure } from '../../core/failure.ts';
import { plainText } from '../../core/news/plain-text.ts';
import { loadFeed } from './load-feed.ts';

/** One entry of a feed, as text without mark-up; what it lacks is absent. */
export interface NewsEntry {
  readonly title: string;
  readonly summary: string;
  readonly link?: string;
  /**
   * Addresses from which a relative link is reckoned, each from the one before, the first from the
   * feed's own; absent: that alone.
   */
  readonly bases?: readonly string[];
  /** As the feed spells it. */
  readonly published?: string;
}

/** Longest title and summary that are kept, characters. */
const MOST_TITLE = 400;
const MOST_SUMMARY = 600;
/** Entries of one feed that are read; the newest stand first. */
const MOST_ENTRIES = 5000;

type Page = CheerioAPI;
type Elements = ReturnType<CheerioAPI['root']> | ReturnType<CheerioAPI>;

function firstText(entry: Elements, tags: readonly string[]): string {
  for (const tag of tags) {
    const text = entry.children(tag).first().text().trim();
    if (text !== '') return text;
  }
  return '';
}

/** Of an Atom entry's links, the one to the text itself, with the base that it has of its own. */
function linkOf($: Page, entry: Elements): { readonly link: string; readonly base?: string } {
  const told = entry.children('link').toArray();
  const own = told.find((element) => ['alternate', undefined].includes($(element).attr('rel')));
  const address = own && $(own).attr('href');
  if (address !== undefined) {
    const base = $(own).attr('xml:base');
    return { link: address.trim(), ...(base === undefined ? {} : { base }) };
  }
  const text = firstText(entry, ['link']);
  if (text !== '') return { link: text };
  const guid = entry.children('guid').first();
  return { link: guid.attr('isPermaLink') === 'false' ? '' : guid.text().trim() };
}

function entryOf($: Page, entry: Elements): NewsEntry {
  const { link, base } = linkOf($, entry);
  const bases = [entry.parent().attr('xml:base'), entry.attr('xml:base'), base].filter(
    (one) => one !== undefined,
  );
  const published = firstText(entry, ['pubDate', 'published', 'updated', 'dc\\:date']);
  return {
    title: plainText(firstText(entry, ['title']), MOST_TITLE),
    summary: plainText(firstText(entry, ['description', 'summary', 'content']), MOST_SUMMARY),
    ...(link === '' ? {} : { link }),
    ...(bases.length === 0 ? {} : { bases }),
    ...(published === '' ? {} : { published }),
  };
}

/**
 * Reads a feed of news, RSS 2.0, RSS 1.0 or Atom 1.0. Entities that a document declares itself are
 * left as they are written: nothing is fetched for them and nothing grows by them.
 *
 * @param name of the feed, for sentences
 * @returns its entries in the feed's order; an empty list is a good answer
 * @throws Failure `bad-data` when the text is no feed: parsers of XML accept a block page quietly
 */
export async function readNewsFeed(text: string, name: string): Promise<NewsEntry[]> {
  const $ = await loadFeed(text, name);
  const shapes: readonly (readonly [feed: Elements, entries: string])[] = [
    [$.root().children('rss').children('channel'), 'item'],
    [$.root().children('feed'), 'entry'],
    [$.root().children('rdf\\:RDF'), 'item'],
  ];
  const shape = shapes.find(([feed]) => feed.length > 0);
  if (!shape) {
    throw new Failure(
      'bad-data',
      `expected an RSS or Atom feed (rss > channel, or feed) as ${name}, found ${JSON.stringify(text.slice(0, 60))}; see whether the address moved`,
    );
  }
  const [feed, tag] = shape;
  const entries = feed.children(tag);
  return entries
    .toArray()
    .slice(0, MOST_ENTRIES)
    .map((element) => entryOf($, $(element)));
}
