/** A word in capitals that may be a symbol. */
export interface SymbolToken {
  readonly text: string;
  /** Written as a symbol: `NSE: M&M`, `(M&M)`, `$IDEA`, `#IDEA`, `IDEA.NS`. */
  readonly marked: boolean;
  /** Where it begins in the text. */
  readonly from: number;
}

/**
 * A symbol of NSE: capitals and digits, `&` and `-` inside. The look-arounds keep it from being a part
 * of a longer word, in any script.
 */
const SYMBOL =
  /(?<![\p{L}\p{M}\p{N}&])([A-Z0-9](?:[A-Z0-9]|[&-](?=[A-Z0-9])){0,19})(\.(?:NS|BO))?(?![\p{L}\p{M}\p{N}]|&[A-Z0-9])/gu;

/** Every word of the text that is spelled as symbols are, in order. */
export function symbolTokens(text: string): SymbolToken[] {
  return [...text.matchAll(SYMBOL)].map((match) => {
    const [, symbol = '', suffix] = match;
    const before = text.slice(Math.max(0, match.index - 8), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 1);
    const bracketed = before.endsWith('(') && after === ')';
    const marked =
      suffix !== undefined || bracketed || /(?:\b(?:NSE|BSE)\s?:\s?|[$#])$/.test(before);
    return { text: symbol, marked, from: match.index };
  });
}

/** Whether a text is written in capitals for the most part, so that capitals mark nothing in it. */
export function shoutsIn(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  return words.length >= 4 && loud.length * 2 > words.length;
}
