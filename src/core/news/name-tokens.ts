/** A word of a text, and how it is written there. */
export interface NameToken {
  /** Lower case. */
  readonly word: string;
  readonly written: string;
  /** Where it begins in the text, and where it has ended. */
  readonly from: number;
  readonly to: number;
}

/** Endings and fillers that names are written with and without. */
const FILLERS: ReadonlySet<string> = new Set(['ltd', 'limited', 'the', 'and', 'co', 'company']);

/** Letters and digits in a row; what stands between them parts words. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a name or of a text that tell companies apart, in order. */
export function nameTokens(text: string): NameToken[] {
  return [...text.matchAll(WORD)]
    .map(({ 0: written, index }) => ({
      word: written.toLowerCase(),
      written,
      from: index,
      to: index + written.length,
    }))
    .filter(({ word }) => !FILLERS.has(word));
}
