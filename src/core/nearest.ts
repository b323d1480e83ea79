/** Edits (insert, delete, replace one character) that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced =
        (previous[column - 1] ?? 0) +
        (from.charCodeAt(row - 1) === to.charCodeAt(column - 1) ? 0 : 1);
      const deleted = (previous[column] ?? 0) + 1;
      const inserted = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, deleted, inserted));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** Edits up to which a word still looks like a slip of another: a third of it, 2 where it is short. */
function mostEdits(length: number): number {
  return length <= 3 ? 1 : Math.max(2, Math.floor(length / 3));
}

/**
 * The candidate that a misspelled word most likely meant, upper and lower case alike; the earlier one
 * among equals.
 *
 * @returns absent when none is near enough to be worth a suggestion
 * @see Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals (1966)
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const asked = word.toLowerCase();
  let best: string | undefined;
  let fewest = mostEdits(asked.length) + 1;
  for (const candidate of candidates) {
    // The difference of lengths is a lower bound, and keeps a word of any length cheap.
    if (Math.abs(candidate.length - asked.length) >= fewest) continue;
    const edits = editDistance(asked, candidate.toLowerCase());
    if (edits >= fewest) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}
