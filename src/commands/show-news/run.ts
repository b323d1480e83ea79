import { istInstant, istText } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { csvLines, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { ShownArticle } from '../../store/news-articles.ts';
import { shownModel } from '../shown-model.ts';
import type { options } from './command.ts';

const symbolsOf = ({ matches }: ShownArticle): string =>
  matches.map(({ symbol }) => symbol).join(' ');

const COLUMNS: readonly Column<ShownArticle>[] = [
  { head: 'time', cell: ({ publishedAt }) => istText(publishedAt).slice(0, 16).replace('T', ' ') },
  { head: 'symbols', cell: symbolsOf },
  { head: 'score', cell: ({ score }) => score?.value.toFixed(2) ?? '', right: true },
  { head: 'source', cell: ({ source }) => source },
  { head: 'title', cell: ({ title }) => title },
];

const FULL_COLUMNS: readonly Column<ShownArticle>[] = [
  ...COLUMNS,
  { head: 'link', cell: ({ link }) => link ?? '' },
];

function record(article: ShownArticle): Readonly<Record<string, unknown>> {
  return {
    time: istText(article.publishedAt),
    kind: article.kind,
    source: article.source,
    title: article.title,
    summary: article.summary,
    link: article.link ?? null,
    matches: article.matches,
    score: article.score?.value ?? null,
    tone: article.score?.label ?? null,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, kind, tone, model, from, to, limit, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const store = await ctx.store('read');
  const articles = await store.newsArticles.newest(
    {
      ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
      ...(kind ? { kinds: kind } : {}),
      ...(tone === undefined ? {} : { label: tone }),
      ...(from === undefined ? {} : { from: istInstant(from, '00:00') }),
      ...(to === undefined ? {} : { before: istInstant(addDays(to, 1), '00:00') }),
    },
    await shownModel(ctx, store, model),
    limit,
  );
  return {
    text: csv
      ? csvLines(FULL_COLUMNS, articles)
      : tableText(COLUMNS, articles, 'no articles there: `paperjobs news` fetches them'),
    json: articles.map(record),
  };
}
