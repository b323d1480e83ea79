import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { impossibleQuote } from '../../src/core/market/quote.ts';
import type { Quote } from '../../src/core/market/quote.ts';
import type { Http } from '../../src/ports/http.ts';
import type { QuoteSource, QuotedListing } from '../../src/ports/quotes.ts';
import { scriptedHttp } from '../support/scripted-http.ts';
import type { ScriptedAnswer } from '../support/scripted-http.ts';

/** What the suite needs of a source of quotes. */
export interface QuoteCase {
  readonly listings: readonly QuotedListing[];
  readonly good: { readonly answers: readonly ScriptedAnswer[]; readonly quote: Quote };
  /** The same quote with a high below its low. */
  readonly impossible: readonly ScriptedAnswer[];
  /** Nobody of that name, told as the source tells it. */
  readonly unknown: readonly ScriptedAnswer[];
  readonly renamed: { readonly answers: readonly ScriptedAnswer[]; readonly names: string };
  readonly nonsense: readonly ScriptedAnswer[];
}

/** What every source of quotes keeps to; the first listing is the one with a quote. */
export function quoteSourceContract(create: (http: Http) => QuoteSource, one: QuoteCase): void {
  const symbol = one.listings[0]?.symbol ?? '';
  const ask = (answers: readonly ScriptedAnswer[]) => {
    const http = scriptedHttp(answers);
    return { http, asked: create(http).quotes(one.listings) };
  };
  const refusal = async (answers: readonly ScriptedAnswer[]) => {
    const { http, asked } = ask(answers);
    const error: unknown = await asked.catch((reason: unknown) => reason);
    expect(error, 'a Failure is thrown').toBeInstanceOf(Failure);
    return { failure: error as Failure, http };
  };

  it('gives the quote with all that is told of it, under a policy with limits', async () => {
    const { http, asked } = ask(one.good.answers);
    const { quotes, refused } = await asked;
    expect(quotes).toEqual([{ symbol, quote: one.good.quote }]);
    expect(refused).toEqual([]);
    expect(impossibleQuote(one.good.quote)).toBeUndefined();
    expect(http.requests.every(({ policy }) => policy.windows.length > 0)).toBe(true);
    expect(http.kept).toEqual([]);
  });

  it('refuses an impossible quote with its reason', async () => {
    const { quotes, refused } = await ask(one.impossible).asked;
    expect(quotes).toEqual([]);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatch(/high \d+ is below low \d+ paise/);
  });

  it('leaves out whom it does not know', async () => {
    expect(await ask(one.unknown).asked).toEqual({ quotes: [], refused: [] });
  });

  it('names the field that was renamed, and keeps the raw body', async () => {
    const { failure, http } = await refusal(one.renamed.answers);
    expect(failure.code).toBe('bad-data');
    expect(failure.message).toContain(one.renamed.names);
    expect(http.kept).toHaveLength(1);
  });

  it('refuses an answer that is something else, and keeps the raw body', async () => {
    const { failure, http } = await refusal(one.nonsense);
    expect(failure.code).toBe('bad-data');
    expect(http.kept).toHaveLength(1);
  });
}
