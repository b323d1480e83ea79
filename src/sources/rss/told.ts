import type { RefusedRow } from '../../core/market/bar.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import type { NewsAnswer } from '../../ports/news.ts';
import type { FeedAnswer } from './feed-answer.ts';
import type { NewsEntry } from './read-news-feed.ts';

/** Sorts entries into articles and refused ones; `undefined` leaves an entry out without a word. */
export function toldArticles(
  { entries, restSeconds }: FeedAnswer,
  read: (entry: NewsEntry) => ToldArticle | string | undefined,
): NewsAnswer {
  const articles: ToldArticle[] = [];
  const refused: RefusedRow[] = [];
  for (const [index, entry] of entries.entries()) {
    const told = read(entry);
    if (typeof told === 'string') refused.push({ row: `item[${index}]`, reason: told });
    else if (told) articles.push(told);
  }
  return { articles, refused, ...(restSeconds === undefined ? {} : { restSeconds }) };
}

/** An entry's moment as the feed spells it, shortened for a sentence. */
export function noMoment(published: string): string {
  return `its time ${JSON.stringify(published.slice(0, 40))} is no moment`;
}
