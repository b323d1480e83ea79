/**
 * What changes from one text to another, line by line: `- old`, `+ new`, in the order of the texts.
 * Lines that only moved are told as changes.
 *
 * @returns none for equal texts
 */
export function lineChanges(before: string, after: string): string[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(young.length + 1));
  for (let a = old.length - 1; a >= 0; a--) {
    for (let b = young.length - 1; b >= 0; b--) {
      const row = lengths[a];
      if (!row) continue;
      row[b] =
        old[a] === young[b]
          ? (lengths[a + 1]?.[b + 1] ?? 0) + 1
          : Math.max(lengths[a + 1]?.[b] ?? 0, row[b + 1] ?? 0);
    }
  }
  const changes: string[] = [];
  let [a, b] = [0, 0];
  while (a < old.length || b < young.length) {
    if (a < old.length && b < young.length && old[a] === young[b]) {
      a++;
      b++;
    } else if (
      b >= young.length ||
      (a < old.length && (lengths[a + 1]?.[b] ?? 0) >= (lengths[a]?.[b + 1] ?? 0))
    ) {
      changes.push(`- ${old[a++] ?? ''}`);
    } else changes.push(`+ ${young[b++] ?? ''}`);
  }
  return changes;
}
