import { Failure, mostTelling } from '../core/failure.ts';
import { istText } from '../core/market/instant.ts';
import type { Context } from '../kit/context.ts';
import type { Outcome } from '../kit/job.ts';
import type { QuoteResult, QuoteResults } from './live-quotes.ts';

/** What the quotes are of, in words and in the names of counts. */
export interface QuoteWords {
  readonly many: 'quotes' | 'index values';
  readonly count: 'quotes' | 'indices';
}

/** Words for quotes of shares. */
export const SHARE_WORDS: QuoteWords = { many: 'quotes', count: 'quotes' };
/** Words for values of indices. */
export const INDEX_WORDS: QuoteWords = { many: 'index values', count: 'indices' };

/** `A, B, C and 4 more`. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

function tell(ctx: Context, { many }: QuoteWords, results: readonly QuoteResult[]): void {
  const stale = results.filter((result) => result.stale && !result.failure);
  const told = stale.map(({ symbol, quote }) => `${symbol} of ${quote ? istText(quote.at) : '?'}`);
  if (stale.length > 0) ctx.warn(`stale ${many}, kept as they are: ${some(told)}`);
  for (const { symbol, failure } of results) {
    if (failure) ctx.warn(`${symbol}: ${failure.message}`);
  }
}

/**
 * What came of asking for quotes says about a part of the run: whatever worked is kept, what is
 * missing is named. A stale quote is told and counts as one.
 *
 * @param unknown symbols that no list names, in words
 * @throws Failure when no listing has a price and a source failed: the one that tells the most
 */
export function quotesOutcome(
  ctx: Context,
  words: QuoteWords,
  { results, asks, changed, refused }: QuoteResults,
  unknown: readonly string[] = [],
): Outcome {
  const failed = results.filter(({ failure }) => failure);
  const known = results.filter(({ quote, failure }) => quote && !failure);
  const untold = results.filter(({ quote, failure }) => !quote && !failure);
  // Where no source could be asked, nobody has been silent.
  const missing = [...(asks > 0 ? untold : []).map(({ symbol }) => symbol), ...unknown];
  const { many, count } = words;
  tell(ctx, words, results);
  if (missing.length > 0) ctx.warn(`nobody tells ${many} of ${some(missing)}`);
  if (refused > 0) ctx.warn(`${refused} ${many} refused: impossible values or times`);
  const telling = mostTelling(failed.flatMap(({ failure }) => failure ?? []));
  if (telling && known.length === 0) {
    const rest = failed.length > 1 ? ` (and ${failed.length - 1} more ${many} failed)` : '';
    const { detail } = telling;
    throw new Failure(telling.code, `${telling.message}${rest}`, { cause: telling, detail });
  }
  const counts = {
    [count]: known.length,
    [`${count}Asked`]: asks,
    [`${count}Changed`]: changed,
    [`${count}Stale`]: results.filter(({ stale }) => stale).length,
    [`${count}Refused`]: refused,
    [`${count}Failed`]: failed.length,
    [`${count}Missing`]: missing.length,
  };
  const told = `${known.length} ${many}, ${changed} of them new`;
  const lacks = [
    failed.length > 0 ? `${failed.length} ${many} failed` : '',
    missing.length > 0 ? `${many} missing: ${some(missing)}` : '',
    refused > 0 ? `${refused} ${many} refused` : '',
  ].filter((part) => part !== '');
  if (lacks.length > 0) {
    return { status: 'partial', summary: [told, ...lacks].join('; '), counts };
  }
  if (asks === 0) {
    const summary =
      untold.length > 0
        ? `no source of ${many} could be asked for ${untold.length} symbols`
        : `${many} are up to date for ${results.length} symbols`;
    return { status: 'noop', summary, counts };
  }
  return { status: 'ok', summary: told, counts };
}
