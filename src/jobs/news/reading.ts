import { readAliases } from '../../core/news/alias.ts';
import { ALIASES } from '../../core/news/data/aliases.ts';
import { symbolFinder } from '../../core/news/symbol-finder.ts';
import type { KnownName, SymbolFinder } from '../../core/news/symbol-finder.ts';
import { resolveUniverse } from '../../feed/universe.ts';
import type { Context } from '../../kit/context.ts';

/** Whom a run looks for in articles. */
export interface NewsReading {
  readonly find: SymbolFinder;
  /** Symbols that are followed. */
  readonly watched: ReadonlySet<string>;
  /** Names and symbols of those, for a source that searches. */
  readonly words: readonly string[];
  /** Changes when more companies or other names are known than before. */
  readonly fingerprint: string;
}

/** A short number for many texts (FNV-1a): whether they changed, not what they are. */
function fingerprintOf(texts: readonly string[]): string {
  let bits = 0x811c9dc5;
  for (const text of texts.toSorted()) {
    for (let at = 0; at < text.length; at++) {
      bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
    }
    bits = Math.imul(bits ^ 10, 0x01000193);
  }
  return `${texts.length} ${(bits >>> 0).toString(16)}`;
}

/** The names by which a paper calls a company: without what stands at the end of all of them. */
function spoken(company: string): string {
  return company.replace(/\s(?:limited|ltd\.?)$/i, '').trim();
}

/**
 * What is known of companies at the beginning of a run.
 *
 * @param askList the exchange's list of securities may be asked for, which is done once a day
 */
export async function newsReading(ctx: Context, askList: boolean): Promise<NewsReading> {
  if (askList) await resolveUniverse(ctx, 'XNSE', []);
  const [known, kept] = [
    await ctx.store.securities.all(),
    await ctx.store.watchlist.symbols('XNSE'),
  ];
  const watched = kept.length > 0 ? kept : ctx.settings.watchlist;
  // The later of two with the same spelling counts: the desk's own.
  const aliases = [...ALIASES, ...readAliases(ctx.settings['news.aliases'])];
  const byName = new Map<string, KnownName>(
    known.toReversed().map((one) => [one.symbol, one] as const),
  );
  return {
    find: symbolFinder({ known, aliases, watched }),
    fingerprint: fingerprintOf([
      ...known.map(({ symbol, company }) => `${symbol} ${company}`),
      ...aliases.map(({ symbol, alias }) => `${symbol}: ${alias}`),
      ...watched,
    ]),
    watched: new Set(watched),
    words: watched.map((symbol) => spoken(byName.get(symbol)?.company ?? symbol)),
  };
}
