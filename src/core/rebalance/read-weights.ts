import { Failure } from '../failure.ts';

/** Cells of a line; a quoted one may hold commas. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, cell = '']) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    )
    .slice(0, -1);
}

/**
 * Reads the weights of an index from comma-separated text: a header that names a column with `symbol`
 * and one with `weight` in it, then one line for each member; lines before the header and lines without
 * a number are notes.
 *
 * @param file its name, for sentences
 * @returns weights by symbol in the file's unit
 * @throws Failure `bad-data` without such a header, for a weight below zero and for a symbol twice
 */
export function readWeights(text: string, file: string): Map<string, number> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map(cellsOf);
  const refused = (expected: string, found: string): Failure =>
    new Failure('bad-data', `expected ${expected} in "${file}", found ${found}: mend the file`);
  const of = (cells: readonly string[], word: RegExp): number =>
    cells.findIndex((cell) => word.test(cell));
  const head = lines.findIndex((cells) => of(cells, /symbol/i) >= 0 && of(cells, /weight/i) >= 0);
  const header = lines[head];
  if (!header) throw refused('a header with the columns symbol and weight', 'none');
  const [symbolAt, weightAt] = [of(header, /symbol/i), of(header, /weight/i)];
  const weights = new Map<string, number>();
  for (const cells of lines.slice(head + 1)) {
    const symbol = (cells[symbolAt] ?? '').toUpperCase();
    const told = (cells[weightAt] ?? '').replace('%', '').trim();
    const weight = Number(told);
    if (symbol === '' || told === '' || !Number.isFinite(weight)) continue;
    if (weight < 0) throw refused(`a weight of at least 0 of ${symbol}`, told);
    if (weights.has(symbol)) throw refused(`${symbol} once`, 'it twice');
    weights.set(symbol, weight);
  }
  if (weights.size === 0) throw refused('a line for each member', 'none');
  return weights;
}
