import { istDate } from '../market/instant.ts';
import { canonicalAddress } from './canonical-address.ts';
import type { ToldArticle } from './article.ts';

/** What tells an article from every other: either of the two is enough to know it again. */
export interface ArticleIdentity {
  /** Canonical address; absent where the link names no single article. */
  readonly address?: string;
  /** What it says, spelled so that papers which print the same agency's text agree. */
  readonly content: string;
}

/** Fewer words make a headline that returns: `Stocks to watch`. */
const TELLING_WORDS = 5;

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * How an article is known again.
 *
 * News: the words of the headline on its Indian day, with the summary's where the headline is short,
 * so that a text that several papers print counts once and a headline that returns counts each day. A
 * filing is one letter: company, text, moment and document. An event is what it says, whenever it is
 * told.
 */
export function identityOf(article: ToldArticle): ArticleIdentity {
  const { kind, title, summary, link, ownLink, at, company = '' } = article;
  const address = link === undefined || !ownLink ? undefined : canonicalAddress(link);
  const known = address === undefined ? {} : { address };
  switch (kind) {
    case 'news': {
      const head = words(title);
      const more = head.length < TELLING_WORDS ? ['|', ...words(summary).slice(0, 40)] : [];
      const day = at === undefined ? '' : istDate(at);
      return { ...known, content: ['news', day, ...head, ...more].join(' ') };
    }
    case 'filing': {
      const said = words(`${company} ${title} ${summary}`).join(' ');
      return { ...known, content: `filing ${at ?? ''} ${address ?? ''} ${said}` };
    }
    case 'event':
      return { ...known, content: `event ${words(`${company} ${title} ${summary}`).join(' ')}` };
  }
}
