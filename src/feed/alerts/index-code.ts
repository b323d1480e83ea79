import { Failure } from '../../core/failure.ts';
import { publishedIndex } from '../../core/indices/published-index.ts';

/** The code of an index however it is spelled; absent: there is none of that name. */
export function codeOf(word: string): string | undefined {
  try {
    return publishedIndex(word).code;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Whether a symbol is an index's: a share may bear what an index is called for short. */
export function isIndex(symbol: string): boolean {
  return symbol.startsWith('NIFTY') && codeOf(symbol) !== undefined;
}
