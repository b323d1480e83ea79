import type { UnlistedSymbol } from './universe.ts';

/** Symbols that no list names, each with the one that may have been meant. */
export function unlistedWords(unlisted: readonly UnlistedSymbol[]): string[] {
  return unlisted.map(({ symbol, nearest }) =>
    nearest === undefined ? `"${symbol}"` : `"${symbol}" (did you mean ${nearest}?)`,
  );
}
