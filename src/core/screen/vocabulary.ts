import { Failure } from '../failure.ts';
import { BAR_SERIES } from '../expression/vocabulary.ts';
import { MARKET_FUNCTIONS } from '../expression/market-vocabulary.ts';
import { everyPart, partsOf } from '../expression/expression.ts';
import type { Expression } from '../expression/expression.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { SeriesUnit, Vocabulary } from '../expression/vocabulary.ts';
import { INDICATOR_COLUMNS } from '../indicators/columns.ts';
import { PATTERN_NAMES } from '../patterns/names.ts';
import { SCREEN_COLUMNS } from './columns.ts';

/** A column of the indicators' table as expressions write it: `cr-ma1` would be a difference. */
function indicatorWord(name: string): string {
  return name.replaceAll('-', '_');
}

const INDICATOR_WORDS = new Map(
  INDICATOR_COLUMNS.map(({ name }, place) => [indicatorWord(name), place]),
);
const PATTERN_WORDS = new Map(PATTERN_NAMES.map((name) => [name.toLowerCase(), name]));
const OWN = new Map(SCREEN_COLUMNS.map(({ name }, place) => [name, place]));

/** Where the values of a name come from. */
export type NamedColumn =
  | { readonly from: 'screen' | 'indicators'; readonly place: number }
  | { readonly from: 'patterns'; readonly pattern: string };

/** Where a name's values stand; absent for a name that is none. */
export function columnNamed(name: string): NamedColumn | undefined {
  const own = OWN.get(name);
  if (own !== undefined) return { from: 'screen', place: own };
  const indicator = INDICATOR_WORDS.get(name);
  if (indicator !== undefined) return { from: 'indicators', place: indicator };
  const pattern = PATTERN_WORDS.get(name);
  return pattern === undefined ? undefined : { from: 'patterns', pattern };
}

const number = (name: string): [string, SeriesUnit] => [name, 'number'];

/** What can be said of instruments beside one another: every column, and functions of their bars. */
export const SCREEN_VOCABULARY: Vocabulary = {
  series: new Map([
    ...SCREEN_COLUMNS.map(({ name, unit }): [string, SeriesUnit] => [name, unit]),
    // `close` and `rsi_6` stand in both tables alike.
    ...[...INDICATOR_WORDS.keys(), ...PATTERN_WORDS.keys()]
      .filter((name) => !OWN.has(name))
      .map(number),
  ]),
  functions: MARKET_FUNCTIONS,
  memberships: new Set(['index', 'sector', 'industry', 'symbol', 'pattern', 'kind', 'strategy']),
  intervals: false,
};

/** The first column of the table that is asked for what it was in an earlier session. */
function columnWithPast(expression: Expression): string | undefined {
  const past = everyPart(expression).flatMap((part) => {
    if (part.kind === 'cross') return partsOf(part);
    return part.kind === 'call' && part.series ? [part.series] : [];
  });
  // Functions inside have bars of their own, and were looked at themselves.
  const names = (part: Expression): string[] => {
    if (part.kind === 'name') return [part.name];
    return part.kind === 'call' ? [] : partsOf(part).flatMap(names);
  };
  return past.flatMap(names).find((name) => !BAR_SERIES.has(name));
}

function read(text: string, expected: 'condition' | 'number'): Expression {
  const expression = readExpression(text, SCREEN_VOCABULARY, expected);
  const column = columnWithPast(expression);
  if (column === undefined) return expression;
  throw new Failure(
    'usage',
    `expected open, high, low, close, volume or a function such as rsi(14) where earlier sessions count, in "${text}", found "${column}": a column is that of one session`,
  );
}

/** Reads a condition. @throws Failure `usage`, with the column */
export function readCondition(text: string): Expression {
  return read(text, 'condition');
}

/** By what rows are ordered: the smallest first unless `descending`. */
export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
}

/**
 * Reads what to sort by: a number such as `return_20`, with `-` before it or `desc` behind it for the
 * largest first.
 *
 * @throws Failure `usage`, with the column
 */
export function readSortKey(text: string): SortKey {
  const way = /\s(asc|desc)$/i.exec(text.trim())?.[1];
  const plain = text
    .trim()
    .slice(0, way === undefined ? undefined : -way.length)
    .trim();
  const expression = read(plain, 'number');
  return { expression, descending: way?.toLowerCase() === 'desc' };
}

/** What must be read so that an expression can be told. */
export interface Needs {
  readonly indicators: boolean;
  readonly patterns: boolean;
  readonly strategies: boolean;
  /** Bars: a function works on them. */
  readonly bars: boolean;
  /** Words with which indices are compared, as written. */
  readonly indices: readonly string[];
}

/** What the expressions need together. */
export function needsOf(expressions: readonly Expression[]): Needs {
  const parts = expressions.flatMap(everyPart);
  const from = new Set(
    parts.flatMap((part) => (part.kind === 'name' ? (columnNamed(part.name)?.from ?? []) : [])),
  );
  const members = parts.filter((part) => part.kind === 'member');
  return {
    indicators: from.has('indicators'),
    patterns: from.has('patterns') || members.some(({ name }) => name === 'pattern'),
    strategies: members.some(({ name }) => name === 'strategy'),
    bars: parts.some(({ kind }) => kind === 'call' || kind === 'cross'),
    indices: members.flatMap(({ name, words }) => (name === 'index' ? words : [])),
  };
}
