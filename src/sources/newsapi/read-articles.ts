import { array, nullish, object, string } from 'valibot';
import { shownLink } from '../../core/news/canonical-address.ts';
import { plainText } from '../../core/news/plain-text.ts';
import { readPublished } from '../../core/news/published.ts';
import type { ToldArticle } from '../../core/news/article.ts';
import type { NewsAnswer } from '../../ports/news.ts';
import { decoded, jsonOf } from '../decode.ts';

const answer = object({
  articles: array(
    object({
      source: object({ name: nullish(string()) }),
      title: nullish(string()),
      description: nullish(string()),
      url: nullish(string()),
      publishedAt: nullish(string()),
    }),
  ),
});

const refusal = object({ code: nullish(string()), message: nullish(string()) });

/** What NewsAPI puts in the place of an article that was taken down. */
const REMOVED = '[Removed]';
const MOST_TITLE = 400;
const MOST_SUMMARY = 600;

/** A headline without the paper's own name, which is often put behind it; empty where nothing else is there. */
function withoutPaper(line: string, paper: string): string {
  if (paper === '' || !line.endsWith(paper)) return line;
  const before = line.slice(0, -paper.length);
  if (before === '' || before === '- ') return '';
  return before.endsWith(' - ') ? before.slice(0, -3) : line;
}

/**
 * Reads the answer of `/v2/everything`. Articles that were taken down are left out.
 *
 * @throws Failure `bad-data` naming the first field that is not as agreed
 */
export function readArticles(body: Uint8Array): NewsAnswer {
  const { articles: told } = decoded(answer, jsonOf(body));
  const articles: ToldArticle[] = [];
  const refused: { row: string; reason: string }[] = [];
  for (const [index, { source, title, description, url, publishedAt }] of told.entries()) {
    const paper = plainText(source.name ?? '', 60);
    const line = withoutPaper(plainText(title ?? '', MOST_TITLE), paper);
    if (line === REMOVED) continue;
    const at = readPublished(publishedAt ?? '');
    const row = `articles[${index}]`;
    if (line === '') refused.push({ row, reason: 'it has no title' });
    else if (at === undefined) refused.push({ row, reason: 'its publishedAt is no moment' });
    else {
      const link = shownLink(url ?? '');
      articles.push({
        kind: 'news',
        source: paper === '' ? 'newsapi' : `newsapi: ${paper}`,
        title: line,
        summary: plainText(description ?? '', MOST_SUMMARY),
        ownLink: link !== undefined,
        at,
        ...(link === undefined ? {} : { link }),
      });
    }
  }
  return { articles, refused };
}

/** Code and sentence of a refusal; both empty where the answer is none. */
export function readRefusal(body: Uint8Array): { code: string; message: string } {
  const { code, message } = decoded(refusal, jsonOf(body));
  return { code: plainText(code ?? '', 60), message: plainText(message ?? '', 200) };
}
