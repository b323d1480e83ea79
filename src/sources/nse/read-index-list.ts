import { Failure } from '../../core/failure.ts';
import { isDummy } from '../../core/indices/index-member.ts';
import type { IndexMember } from '../../core/indices/index-member.ts';
import { columnOf, overfull, readCsv } from '../csv-table.ts';
import type { CsvRow, CsvTable } from '../csv-table.ts';
import { isIsin } from '../instrument-kind.ts';

type Columns = Readonly<Record<'company' | 'industry' | 'symbol' | 'series' | 'isin', number>>;

function columnsOf(table: CsvTable): Columns {
  return {
    company: columnOf(table, 'Company Name'),
    industry: columnOf(table, 'Industry'),
    symbol: columnOf(table, 'Symbol'),
    series: columnOf(table, 'Series'),
    isin: columnOf(table, 'ISIN Code'),
  };
}

/** A cell's value; absent for the spellings of nothing. */
function given(text: string): string | undefined {
  return text === '' || text === '-' ? undefined : text;
}

function readRow(columns: Columns, { cells }: CsvRow): IndexMember | string {
  const text = (place: number): string => cells[place] ?? '';
  const [symbol, isin, company] = [text(columns.symbol), text(columns.isin), text(columns.company)];
  if (!/^\S+$/.test(symbol)) return `"${symbol}" is no symbol`;
  if (!isIsin(isin)) return `${symbol}: "${isin}" is no ISIN`;
  if (company === '') return `${symbol} has no name`;
  const [industry, series] = [given(text(columns.industry)), given(text(columns.series))];
  return {
    symbol,
    isin,
    company,
    dummy: isDummy(symbol, isin),
    ...(industry === undefined ? {} : { industry }),
    ...(series === undefined ? {} : { series }),
  };
}

function refusal(file: string, line: number, reason: string): Failure {
  return new Failure(
    'bad-data',
    `expected members of an index in ${file}, found in line ${line}: ${reason}; without that row the list would tell of a member that left, so none of it is taken`,
    { detail: { file, line } },
  );
}

/**
 * Reads a list of an index's members: `Company Name,Industry,Symbol,Series,ISIN Code`, place holders
 * of a demerger included. It is whole or refused: a row that cannot be read would look like a member
 * that left.
 *
 * @param file its name, for sentences
 * @returns in the file's order
 * @throws Failure `bad-data` for a column that is missing, a bad row, a symbol or ISIN that stands
 *   twice, and a list without a row
 * @see the lists under niftyindices.com/IndexConstituent, as of September 2025
 */
export function readIndexList(text: string, file: string): IndexMember[] {
  const table = readCsv(text, file);
  const columns = columnsOf(table);
  const seen = new Set<string>();
  const members = table.rows.map((row) => {
    const read = overfull(table, row) ?? readRow(columns, row);
    if (typeof read === 'string') throw refusal(file, row.line, read);
    for (const name of [read.symbol, read.isin]) {
      if (seen.has(name)) throw refusal(file, row.line, `${name} stands there twice`);
      seen.add(name);
    }
    return read;
  });
  if (members.length > 0) return members;
  throw new Failure('bad-data', `expected members of an index in ${file}, found a header only`);
}
