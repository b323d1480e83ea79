import { csvCells, csvNumber } from '../analysis/csv-cells.ts';
import { Failure } from '../failure.ts';
import { addDays, isSessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { FactName } from './strategy.ts';

/** A fact in the order of days: each value held from its day on until the next was known. */
export interface FactSteps {
  readonly from: readonly SessionDate[];
  /** One for each day; NaN: no longer known. */
  readonly values: Float64Array;
}

/** What is known of one instrument beside its prices, oldest first. */
export type KnownFacts = Readonly<Partial<Record<FactName, FactSteps>>>;

/** The fact at each session: the newest step that is not after it; NaN before the first. */
export function factColumn(
  sessions: readonly SessionDate[],
  { from, values }: FactSteps,
): Float64Array {
  let next = 0;
  return Float64Array.from(sessions, (session) => {
    for (let day = from[next]; day !== undefined && day <= session; day = from[++next]);
    return values[next - 1] ?? Number.NaN;
  });
}

/** A purchase that the exchange has told. */
export interface Purchase {
  readonly session: SessionDate;
  readonly client: string;
}

/** Calendar days in which purchases count, that of the purchase among them. */
const PURCHASE_DAYS = 90;

/** How many different buyers there were in the last 90 calendar days, from day to day. */
export function buyerSteps(purchases: readonly Purchase[]): FactSteps {
  const days = new Set(
    purchases.flatMap(({ session }) => [session, addDays(session, PURCHASE_DAYS)]),
  );
  const from = [...days].toSorted();
  const values = Float64Array.from(from, (day) => {
    const since = addDays(day, -PURCHASE_DAYS);
    const recent = purchases.filter(({ session }) => session > since && session <= day);
    return new Set(recent.map(({ client }) => client)).size;
  });
  return { from, values };
}

/** Columns of a file of figures, and the facts that they are. */
const FILE_COLUMNS: Readonly<Record<string, FactName>> = {
  pe: 'priceToEarnings',
  pb: 'priceToBook',
  roe: 'returnOnEquity',
};

/** A line of a file of figures. */
interface Figures {
  readonly date: SessionDate;
  /** In the order of the columns. */
  readonly values: readonly number[];
}

/**
 * Reads figures of companies from comma-separated text with the columns `symbol`, `date`, `pe`, `pb` and
 * `roe` (percent): each line holds from its date on, which is the day on which it became known. An
 * empty cell is unknown.
 *
 * @param file its name, for sentences
 * @returns facts by symbol
 * @throws Failure `bad-data` naming the line
 */
export function readFactsFile(text: string, file: string): Map<string, KnownFacts> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const header = (csvCells(lines[0] ?? '') ?? []).map((cell) => cell.toLowerCase());
  const places = ['symbol', 'date', ...Object.keys(FILE_COLUMNS)].map((name) =>
    header.indexOf(name),
  );
  const refuse = (line: number, expected: string, found: string): Failure =>
    new Failure(
      'bad-data',
      `expected ${expected} in line ${line} of "${file}", found "${found}": mend the file and run again`,
      { detail: { file, line } },
    );
  if (places.includes(-1)) {
    throw refuse(1, 'the columns symbol,date,pe,pb,roe', header.join(','));
  }
  const bySymbol = new Map<string, Figures[]>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = csvCells(line);
    if (!cells || cells.slice(header.length).some((cell) => cell !== '')) {
      throw refuse(index + 1, `${header.length} cells as in the header`, line);
    }
    const [symbol = '', date = '', ...figures] = places.map((place) => cells[place] ?? '');
    if (symbol === '' || !isSessionDate(date)) {
      throw refuse(index + 1, 'a symbol and a date like 2026-11-26', line);
    }
    if (figures.some((cell) => cell !== '' && Number.isNaN(csvNumber(cell)))) {
      throw refuse(index + 1, 'numbers', line);
    }
    const values = figures.map((cell) => csvNumber(cell));
    const known = bySymbol.get(symbol.toUpperCase()) ?? [];
    known.push({ date, values });
    bySymbol.set(symbol.toUpperCase(), known);
  }
  return new Map([...bySymbol].map(([symbol, lists]) => [symbol, stepsOf(lists)]));
}

function stepsOf(lists: readonly Figures[]): KnownFacts {
  const sorted = lists.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const from = sorted.map(({ date }) => date);
  return Object.fromEntries(
    Object.values(FILE_COLUMNS).map((name, at) => [
      name,
      { from, values: Float64Array.from(sorted, ({ values }) => values[at] ?? Number.NaN) },
    ]),
  );
}
