import { bhavcopyFiles } from '../../../src/sources/nse/bhavcopy-files.ts';
import type { BhavcopyFormat } from '../../../src/sources/nse/bhavcopy-files.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readBarsFile } from '../../../src/core/analysis/read-bars-file.ts';
import { readEquity, readLevels } from '../../../src/core/portfolio/equity-file.ts';
import { readBhavcopy } from '../../../src/sources/nse/read-bhavcopy.ts';
import { readNameChanges, readSymbolChanges } from '../../../src/sources/nse/read-changes.ts';
import { readDeals } from '../../../src/sources/nse/read-deals.ts';
import { readDeliveries } from '../../../src/sources/nse/read-deliveries.ts';
import { readEquityList } from '../../../src/sources/nse/read-equity-list.ts';
import { readIndexCloses } from '../../../src/sources/nse/read-index-closes.ts';
import { readIndexList } from '../../../src/sources/nse/read-index-list.ts';
import { readPriceBands } from '../../../src/sources/nse/read-price-bands.ts';
import { readSecurities, SECURITIES_LISTS } from '../../../src/sources/nse/read-securities.ts';
import { readYearExtremes } from '../../../src/sources/nse/read-year-extremes.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

/** A reader of texts, and a good text for it. */
export interface ParserCase {
  readonly name: string;
  readonly good: string;
  read(text: string): unknown;
  /** Codes of the failures that a bad text may end with; `bad-data` unless told. */
  readonly codes?: readonly string[];
  /** Columns stand where they stand: no line names them. */
  readonly unnamed?: true;
}

const DAY = sessionDate('2026-05-19');

/** The text with thirty more rows like that of TEAPOT&CO: a tenth of bad rows refuses a file. */
function grown(text: string): string {
  const lines = text.trimEnd().split(/\r?\n/);
  const row = lines.find((line) => line.includes('TEAPOT&CO')) ?? '';
  const more = Array.from({ length: 30 }, (_, at) => {
    const two = String(at).padStart(2, '0');
    return row.replace('TEAPOT&CO', `CUP${two}`).replace('INE9Z0A01017', `INE9Z1A${two}017`);
  });
  return `${[...lines, ...more].join('\n')}\n`;
}

const fixture = (name: string): string => grown(sourceFixture(`${name}.made-up.csv`));

function bhavcopy(format: BhavcopyFormat, day: string) {
  const session = sessionDate(day);
  const file = bhavcopyFiles(session).find((one) => one.format === format);
  if (file === undefined) throw new Error(`no file of ${format} on ${day}`);
  return { file, session };
}

function bhavcopyCase(name: string, format: BhavcopyFormat, day: string): ParserCase {
  const { file, session } = bhavcopy(format, day);
  const read = (text: string): unknown => readBhavcopy(text, file, session);
  return { name: `bhavcopy ${name}`, good: fixture(name), read };
}

const full = bhavcopy('sec-full', '2026-05-19');
const etfs = SECURITIES_LISTS.find(({ name }) => name === 'nse-etf');
if (etfs === undefined) throw new Error('no list of exchange-traded funds');

const BARS = `date,open,high,low,close,volume\n${Array.from(
  { length: 20 },
  (_, at) => `2026-04-${String(at + 1).padStart(2, '0')},100,101.5,99,100.25,1000`,
).join('\n')}\n`;
const EQUITY =
  'date,equity,flow\n2026-05-18,100000,\n2026-05-19,101000.50,500\n2026-05-20,99000,\n';

/** Every reader of tables. */
export const CSV_CASES: readonly ParserCase[] = [
  bhavcopyCase('udiff', 'udiff', '2026-05-19'),
  bhavcopyCase('legacy', 'legacy', '2024-03-14'),
  bhavcopyCase('sec-full', 'sec-full', '2026-05-19'),
  bhavcopyCase('legacy-before-isin', 'legacy', '2007-10-01'),
  {
    name: 'deliveries',
    good: fixture('sec-full'),
    read: (text) => readDeliveries(text, full.file, full.session),
  },
  {
    name: 'index closes',
    good: sourceFixture('index-closes.made-up.csv'),
    read: (text) => readIndexCloses(text, 'closes.csv', DAY),
  },
  {
    name: 'index list',
    good: sourceFixture('index-list.made-up.csv'),
    read: (text) => readIndexList(text, 'list.csv'),
  },
  { name: 'equity list', good: fixture('equity-list'), read: readEquityList },
  {
    name: 'list of funds',
    good: sourceFixture('etf-list.made-up.csv'),
    read: (text) => readSecurities(text, etfs),
  },
  {
    name: 'price bands',
    good: fixture('price-bands'),
    read: (text) => readPriceBands(text, 'bands.csv'),
  },
  {
    name: 'symbol changes',
    good: sourceFixture('symbol-changes.made-up.csv'),
    read: readSymbolChanges,
    unnamed: true,
  },
  { name: 'name changes', good: fixture('name-changes'), read: readNameChanges },
  {
    name: 'bulk deals',
    good: sourceFixture('bulk.made-up.csv'),
    read: (text) => readDeals(Buffer.from(text), { kind: 'bulk', file: 'bulk.csv' }),
  },
  {
    name: 'short sales',
    good: sourceFixture('short-sales.made-up.csv'),
    read: (text) => readDeals(Buffer.from(text), { kind: 'short', file: 'short.csv' }),
  },
  {
    name: '52-week prices',
    good: sourceFixture('year-extremes.made-up.csv'),
    read: (text) => readYearExtremes(text, 'year.csv', DAY),
  },
  { name: 'a file of bars', good: BARS, read: (text) => readBarsFile(text, 'bars.csv') },
  { name: 'a file of equity', good: EQUITY, read: (text) => readEquity(text, 'equity.csv') },
  {
    name: 'a file of levels',
    good: 'date,close\n2026-05-18,100\n2026-05-19,101.5\n2026-05-20,99\n',
    read: (text) => readLevels(text, 'levels.csv'),
  },
];
