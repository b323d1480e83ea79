import type { Mutated } from './mutated.ts';
import { NASTY } from './random.ts';
import type { Chance } from './random.ts';

type Table = string[][];

function cellsOf(line: string): string[] {
  return (
    line
      .match(/(?:"(?:[^"]|"")*"|[^,"])*(?:,|$)/g)
      ?.flatMap((cell, at, all) =>
        at === all.length - 1 && cell === '' && !line.endsWith(',') && line !== ''
          ? []
          : [cell.replace(/,$/, '')],
      ) ?? [line]
  );
}

const textOf = (table: Table, end: string): string =>
  table.map((cells) => `${cells.join(',')}${end}`).join('');

const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function swapped<Item>(items: Item[], one: number, other: number): void {
  const [first, second] = [items[one], items[other]];
  if (first !== undefined && second !== undefined) [items[one], items[other]] = [second, first];
}

/**
 * A table with something changed that a table can have changed.
 *
 * @param named the columns are found by the names in the first line, so that their order says nothing
 */
export function mutateCsv(good: string, chance: Chance, named = true): Mutated {
  const table = good
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => cellsOf(line));
  const first = named ? 1 : 0;
  const rowAt = first + chance.below(Math.max(1, table.length - first));
  const row = table[rowAt] ?? [];
  const cellAt = chance.below(Math.max(1, row.length));
  const said = (): string => textOf(table, '\n');
  switch (chance.below(11)) {
    case 0:
      return {
        what: 'line ends of another system',
        text: textOf(table, '\r\n'),
        alters: 'nothing',
      };
    case 1:
      return { what: 'a mark of byte order', text: `\uFEFF${said()}`, alters: 'nothing' };
    case 2: {
      if (!named || table.some((cells) => cells.length !== (table[0]?.length ?? 0))) break;
      const [one, other] = [cellAt, chance.below(row.length)];
      for (const cells of table) swapped(cells, one, other);
      return {
        what: `columns ${one} and ${other} changed places`,
        text: said(),
        alters: 'nothing',
      };
    }
    case 3:
      for (const cells of table) cells.splice(cellAt, 1);
      return { what: `no column ${cellAt}`, text: said(), alters: 'all' };
    case 4: {
      const [head] = table;
      if (!named || head === undefined) break;
      head[cellAt] = `${head[cellAt] ?? ''}_X`;
      return { what: `column ${cellAt} has another name`, text: said(), alters: 'all' };
    }
    case 5:
      row.splice(cellAt, 1);
      return { what: `row ${rowAt} lacks a cell`, text: said(), alters: 1 };
    case 6:
      row.splice(cellAt, 0, chance.of(NASTY.map(quoted)));
      return { what: `row ${rowAt} has a cell too many`, text: said(), alters: 1 };
    case 7:
      table.splice(rowAt, 0, [...row]);
      return { what: `row ${rowAt} stands there twice`, text: said(), alters: 1 };
    case 8: {
      const whole = said();
      return { what: 'cut short', text: whole.slice(0, chance.below(whole.length)), alters: 1 };
    }
    default:
  }
  const nasty = chance.of(NASTY);
  row[cellAt] = quoted(nasty);
  return { what: `row ${rowAt}, cell ${cellAt} is ${nasty.slice(0, 30)}`, text: said(), alters: 1 };
}
