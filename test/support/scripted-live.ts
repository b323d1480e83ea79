import { Failure } from '../../src/core/failure.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import type { Quote } from '../../src/core/market/quote.ts';
import type { OptionChain } from '../../src/core/options/option-chain.ts';
import type { OptionChainSource, OptionExpiries } from '../../src/ports/options.ts';
import type { PriceSourceName } from '../../src/ports/prices.ts';
import type { QuoteOffers, QuoteSource } from '../../src/ports/quotes.ts';

/** A source of quotes that answers by its script and remembers what it was asked. */
export interface ScriptedQuotes extends QuoteSource {
  /** Symbols of each request, with commas. */
  readonly asked: string[];
}

const OFFERS: QuoteOffers = {
  exchanges: ['XNSE'],
  of: ['share', 'index'],
  batch: 2,
  reference: 'made up for tests',
};

/** @param script the quote of a symbol; absent: unknown; a failure is that of the whole request */
export function scriptedQuotes(
  name: PriceSourceName,
  script: (symbol: string) => Quote | Failure | undefined,
  offers: Partial<QuoteOffers> & { readonly ready?: boolean } = {},
): ScriptedQuotes {
  const { ready = true, ...more } = offers;
  const asked: string[] = [];
  return {
    name,
    offers: { ...OFFERS, ...more },
    asked,
    ready: () => Promise.resolve(ready),
    async quotes(listings) {
      asked.push(listings.map(({ symbol }) => symbol).join(','));
      const answers = listings.map(({ symbol }) => ({ symbol, answer: script(symbol) }));
      for (const { answer } of answers) if (answer instanceof Failure) throw answer;
      return {
        quotes: answers.flatMap(({ symbol, answer }) =>
          answer && !(answer instanceof Failure) ? [{ symbol, quote: answer }] : [],
        ),
        refused: [],
      };
    },
  };
}

/** How a source of chains answers; a failure is thrown. */
export interface OptionsScript {
  readonly expiries: OptionExpiries | Failure | undefined;
  readonly chain?: (expiry: SessionDate) => OptionChain | Failure | undefined;
  readonly ready?: boolean;
}

/** A source of option chains that answers by its script and remembers what it was asked. */
export function scriptedOptions(
  name: PriceSourceName,
  { expiries, chain, ready = true }: OptionsScript,
): OptionChainSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    asked,
    ready: () => Promise.resolve(ready),
    async expiries({ symbol }) {
      asked.push(symbol);
      if (expiries instanceof Failure) throw expiries;
      return expiries;
    },
    async chain({ symbol }, expiry) {
      asked.push(`${symbol} ${expiry}`);
      const answer = chain?.(expiry);
      if (answer instanceof Failure) throw answer;
      return answer && { chain: answer, refused: [] };
    },
  };
}
