import { Failure } from '../failure.ts';
import { addDays, isSessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { FactName } from './strategy.ts';

/** A fact that held from a day on until the next was known. */
export interface FactStep {
  readonly from: SessionDate;
  /** NaN: no longer known. */
  readonly value: number;
}

/** What is known of one instrument beside its prices, oldest first. */
export type KnownFacts = Readonly<Partial<Record<FactName, readonly FactStep[]>>>;

/** The fact at each session: the newest step that is not after it; NaN before the first. */
export function factColumn(
  sessions: readonly SessionDate[],
  steps: readonly FactStep[],
): Float64Array {
  let next = 0;
  let value = Number.NaN;
  return Float64Array.from(sessions, (session) => {
    for (let step = steps[next]; step && step.from <= session; step = steps[++next]) {
      ({ value } = step);
    }
    return value;
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
export function buyerSteps(purchases: readonly Purchase[]): FactStep[] {
  const days = new Set(
    purchases.flatMap(({ session }) => [session, addDays(session, PURCHASE_DAYS)]),
  );
  return [...days].toSorted().map((from) => {
    const since = addDays(from, -PURCHASE_DAYS);
    const recent = purchases.filter(({ session }) => session > since && session <= from);
    return { from, value: new Set(recent.map(({ client }) => client)).size };
  });
}

/** Columns of a file of figures, and the facts that they are. */
const FILE_COLUMNS: Readonly<Record<string, FactName>> = {
  pe: 'priceToEarnings',
  pb: 'priceToBook',
  roe: 'returnOnEquity',
};

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
  const header = (lines[0] ?? '').split(',').map((cell) => cell.trim().toLowerCase());
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
  const bySymbol = new Map<string, Record<FactName, FactStep[]>>();
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = line.split(',').map((cell) => cell.trim());
    const [symbol = '', date = '', ...figures] = places.map((place) => cells[place] ?? '');
    if (symbol === '' || !isSessionDate(date)) {
      throw refuse(index + 1, 'a symbol and a date like 2026-11-26', line);
    }
    const facts = bySymbol.get(symbol.toUpperCase()) ?? emptyFacts();
    bySymbol.set(symbol.toUpperCase(), facts);
    for (const [at, name] of Object.values(FILE_COLUMNS).entries()) {
      const cell = figures[at] ?? '';
      const value = cell === '' ? Number.NaN : Number(cell);
      if (cell !== '' && !Number.isFinite(value)) throw refuse(index + 1, 'numbers', line);
      facts[name].push({ from: date, value });
    }
  }
  for (const facts of bySymbol.values()) {
    for (const steps of Object.values(facts)) steps.sort((a, b) => (a.from < b.from ? -1 : 1));
  }
  return bySymbol;
}

function emptyFacts(): Record<FactName, FactStep[]> {
  return {
    momentumRank: [],
    institutionalBuyers: [],
    priceToEarnings: [],
    priceToBook: [],
    returnOnEquity: [],
  };
}
