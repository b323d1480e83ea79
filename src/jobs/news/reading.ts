import { readAliases } from '../../core/news/alias.ts';
import { symbolFinder } from '../../core/news/symbol-finder.ts';
import type { KnownName, SymbolFinder } from '../../core/news/symbol-finder.ts';
import type { Context } from '../../kit/context.ts';

/** Whom a run looks for in articles. */
export interface NewsReading {
  readonly find: SymbolFinder;
  /** Symbols that are followed. */
  readonly watched: ReadonlySet<string>;
  /** Names and symbols of those, for a source that searches. */
  readonly words: readonly string[];
}

/** The names by which a paper calls a company: without what stands at the end of all of them. */
function spoken(company: string): string {
  return company.replace(/\s+(?:limited|ltd\.?)$/i, '').trim();
}

/** What is known of companies at the beginning of a run. */
export async function newsReading(ctx: Context): Promise<NewsReading> {
  const [known, kept] = [
    await ctx.store.securities.all(),
    await ctx.store.watchlist.symbols('XNSE'),
  ];
  const watched = kept.length > 0 ? kept : ctx.settings.watchlist;
  const aliases = readAliases(ctx.settings['news.aliases']);
  const byName = new Map<string, KnownName>(
    known.toReversed().map((one) => [one.symbol, one] as const),
  );
  return {
    find: symbolFinder({ known, aliases, watched }),
    watched: new Set(watched),
    words: watched.map((symbol) => spoken(byName.get(symbol)?.company ?? symbol)),
  };
}
