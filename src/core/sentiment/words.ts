/** A word of a headline, and the clause in which it stands, counted from 0. */
export interface HeadlineWord {
  readonly text: string;
  readonly clause: number;
}

const BREAKS = /[;:,.!?…–—()]|\s-\s/;
const PIECES = /[;:,!?…–—()]|\.(?=\s|$)|\s-\s|[\p{L}\p{M}\p{N}&]+(?:['’][\p{L}]+)?(?:[.,]\d+)*%?/gu;

/**
 * The words of a headline in lower case; hyphens part words, a possessive's `'s` is left off. A clause
 * ends at punctuation.
 */
export function headlineWords(text: string): HeadlineWord[] {
  const words: HeadlineWord[] = [];
  let clause = 0;
  for (const [piece] of text.toLowerCase().matchAll(PIECES)) {
    if (BREAKS.test(piece) && !/[\p{L}\p{N}]/u.test(piece)) clause++;
    else words.push({ text: piece.replace('’', "'").replace(/'s$/, ''), clause });
  }
  return words;
}
