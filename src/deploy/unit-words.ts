/** One word of a unit's line, quoted where it must be; `%` is a sign of systemd's. */
export function unitWord(word: string): string {
  const plain = word.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(plain)) return plain;
  const escaped = plain.replaceAll('\\', String.raw`\\`).replaceAll('"', String.raw`\"`);
  return `"${escaped}"`;
}

/** A command line of `ExecStart=`; its own specifiers are the words `%i` and `%n` alone. */
export function unitWords(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word === '%i' || word === '%n') return word;
      // A dollar would be a variable.
      return unitWord(word).replaceAll('$', '$$$$');
    })
    .join(' ');
}

/** One word for a POSIX shell. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
