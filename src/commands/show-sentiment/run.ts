import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { DaySentiment } from '../../core/sentiment/day-sentiment.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { sparkline } from '../../render/sparkline.ts';
import { csvLines, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { shownModel } from '../shown-model.ts';
import { shownRange } from '../shown-range.ts';
import type { options } from './command.ts';

/** A company over all days shown. */
interface SymbolSentiment {
  readonly symbol: string;
  readonly articles: number;
  readonly positive: number;
  readonly negative: number;
  /** Mean over articles. */
  readonly meanScore: number;
  readonly bars: string;
}

const signed = (score: number): string => `${score > 0 ? '+' : ''}${score.toFixed(2)}`;

const DAY_COLUMNS: readonly Column<DaySentiment>[] = [
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'day', cell: ({ day }) => day },
  { head: 'articles', cell: ({ articles }) => String(articles), right: true },
  { head: 'positive', cell: ({ positive }) => String(positive), right: true },
  { head: 'negative', cell: ({ negative }) => String(negative), right: true },
  { head: 'neutral', cell: ({ neutral }) => String(neutral), right: true },
  { head: 'mean', cell: ({ meanScore }) => signed(meanScore), right: true },
];

const SYMBOL_COLUMNS: readonly Column<SymbolSentiment>[] = [
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'articles', cell: ({ articles }) => String(articles), right: true },
  { head: 'positive', cell: ({ positive }) => String(positive), right: true },
  { head: 'negative', cell: ({ negative }) => String(negative), right: true },
  { head: 'mean', cell: ({ meanScore }) => signed(meanScore), right: true },
  { head: 'by day', cell: ({ bars }) => bars },
];

function* daysOf(from: SessionDate, to: SessionDate): Generator<SessionDate> {
  for (let day = from; day <= to; day = addDays(day, 1)) yield day;
}

/** One line for each company: a day without an article is a blank among the bars. */
function bySymbol(
  rows: readonly DaySentiment[],
  from: SessionDate,
  to: SessionDate,
): SymbolSentiment[] {
  const symbols = new Map<string, DaySentiment[]>();
  for (const row of rows) symbols.set(row.symbol, [...(symbols.get(row.symbol) ?? []), row]);
  return [...symbols].map(([symbol, own]) => {
    const sum = (of: (row: DaySentiment) => number): number =>
      own.reduce((total, row) => total + of(row), 0);
    const articles = sum((row) => row.articles);
    const scores = new Map(own.map(({ day, meanScore }) => [day, meanScore]));
    const values = [...daysOf(from, to)].map((day) => scores.get(day) ?? Number.NaN);
    return {
      symbol,
      articles,
      positive: sum((row) => row.positive),
      negative: sum((row) => row.negative),
      meanScore: sum((row) => row.meanScore * row.articles) / articles,
      bars: sparkline(values, -1, 1),
    };
  });
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, model, days, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const range = shownRange(ctx, from, to);
  const store = await ctx.store('read');
  const name = await shownModel(ctx, store, model);
  const rows = await store.sentimentHistory.shown({
    ...range,
    model: name,
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
  });
  const none = `nothing scored by ${name} from ${range.from} to ${range.to}: \`paperjobs news\` reads what is written`;
  const text = days
    ? tableText(DAY_COLUMNS, rows, none)
    : tableText(SYMBOL_COLUMNS, bySymbol(rows, range.from, range.to), none);
  return { text: csv ? csvLines(DAY_COLUMNS, rows) : text, json: rows };
}
