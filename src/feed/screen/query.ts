import type { Expression } from '../../core/expression/expression.ts';
import { everyPart } from '../../core/expression/expression.ts';
import { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import { groupFigures } from '../../core/screen/aggregate.ts';
import type { GroupFigures } from '../../core/screen/aggregate.ts';
import type { ScreenAnswer } from '../../core/screen/answer.ts';
import { savedScreens, screenNamed } from '../../core/screen/saved-screens.ts';
import {
  needsOf,
  readCondition,
  readSortKey,
  SCREEN_VOCABULARY,
} from '../../core/screen/vocabulary.ts';
import type { SortKey } from '../../core/screen/vocabulary.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { Store } from '../../store/store.ts';
import { evaluateView } from './evaluate-view.ts';
import type { QUERY_OPTIONS } from './query-options.ts';
import { screenView } from './screen-view.ts';
import type { ScreenView } from './screen-view.ts';

type QueryValues = OptionValues<typeof QUERY_OPTIONS>;

/** What is asked of the table, read. */
export interface ScreenQuery {
  /** Absent: every row. */
  readonly condition?: Expression;
  readonly sort?: SortKey;
  readonly limit?: number;
  /** Columns to print; absent: the usual ones. */
  readonly columns?: readonly string[];
  readonly bySector: boolean;
}

/** Columns that are printed unless others are asked for. */
const USUAL_COLUMNS = [
  'close',
  'change',
  'volume_ratio',
  'return_20',
  'return_250',
  'from_high_52w',
  'rsi_14',
] as const;

/** Whether anything is asked of the table at all. */
export function asksSomething({
  where,
  saved,
  sort,
  limit,
  columns,
  by,
  csv,
}: QueryValues): boolean {
  return csv || [where, saved, sort, limit, columns, by].some((value) => value !== undefined);
}

function columnAsked(name: string): string {
  const lower = name.toLowerCase();
  if (SCREEN_VOCABULARY.series.has(lower)) return lower;
  const close = nearest(lower, [...SCREEN_VOCABULARY.series.keys()]);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure('usage', `--columns: expected columns of the screener, found "${name}"${hint}`);
}

/**
 * Reads what is asked, before anything is opened.
 *
 * @param lines of the setting `screen.saved`
 * @throws Failure `usage`, with the place; `config` for a saved screen that cannot be read
 */
export function readQuery(values: QueryValues, lines: readonly string[]): ScreenQuery {
  const { where, saved, sort, limit, columns, by } = values;
  const parts = [
    ...(saved === undefined ? [] : [screenNamed(savedScreens(lines), saved).expression]),
    ...(where === undefined ? [] : [readCondition(where)]),
  ];
  const condition = parts.reduce<Expression | undefined>(
    (left, right) => (left ? { kind: 'and', left, right } : right),
    undefined,
  );
  return {
    ...(condition ? { condition } : {}),
    ...(sort === undefined ? {} : { sort: readSortKey(sort) }),
    ...(limit === undefined ? {} : { limit }),
    ...(columns ? { columns: columns.map(columnAsked) } : {}),
    bySector: by === 'sector',
  };
}

/** Columns that the condition and the order name, so that what they hang on is seen. */
function namedIn(expressions: readonly Expression[]): string[] {
  return expressions.flatMap(everyPart).flatMap((part) => (part.kind === 'name' ? part.name : []));
}

function sectorsOf(view: ScreenView, places: readonly number[]): GroupFigures[] {
  const column = (name: string): ((row: number) => number) => {
    const values = view.column(name);
    return (row) => values[row] ?? Number.NaN;
  };
  const [change, return20, return250] = [
    column('change'),
    column('return_20'),
    column('return_250'),
  ];
  const [close, sma200, value] = [column('close'), column('sma_200'), column('value')];
  const rsi14 = column('rsi_14');
  return groupFigures(
    places.map((row) => ({
      group: view.rows[row]?.sector ?? '(none told)',
      change: change(row),
      return20: return20(row),
      return250: return250(row),
      close: close(row),
      sma200: sma200(row),
      value: value(row),
      rsi14: rsi14(row),
    })),
  );
}

/** Absent values come last, whichever way the order goes; equal ones stay in the order of symbols. */
function ordered(
  places: readonly number[],
  keys: Float64Array | undefined,
  descending: boolean,
): readonly number[] {
  if (!keys) return places;
  const key = (place: number): number => keys[place] ?? Number.NaN;
  return places.toSorted((a, b) => {
    const [one, two] = [key(a), key(b)];
    if (Number.isNaN(one) || Number.isNaN(two))
      return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
    return descending ? two - one : one - two;
  });
}

/**
 * Answers a question about the table of a session.
 *
 * @throws Failure `usage` for an unknown index, `not-yet` for one of which no list is kept
 */
export async function answerQuery(
  store: Store,
  session: SessionDate,
  instruments: readonly PricedInstrument[],
  query: ScreenQuery,
): Promise<ScreenAnswer> {
  const { condition, sort, limit, columns, bySector } = query;
  const asked = [...(condition ? [condition] : []), ...(sort ? [sort.expression] : [])];
  const short = columns ?? [...new Set([...USUAL_COLUMNS, ...namedIn(asked)])];
  const names = columns ?? [...SCREEN_VOCABULARY.series.keys()];
  const columnsOf = (list: readonly string[]): Expression[] =>
    list.map((name) => ({ kind: 'name', name }));
  const needs = needsOf([...asked, ...columnsOf(names)]);
  const view = await screenView(store, session, instruments, needs);
  const found = await evaluateView(store, view, instruments, asked);
  const truths = condition ? found[0] : undefined;
  const keys = sort ? found[asked.length - 1] : undefined;
  const every = view.rows.map((_, place) => place);
  const met = truths ? every.filter((place) => truths[place] === 1) : every;
  const shown = ordered(met, keys, sort?.descending ?? false).slice(0, limit ?? met.length);
  return {
    session,
    rows: shown.flatMap((place) => view.rows[place] ?? []),
    names,
    values: names.map((name) => {
      const column = view.column(name);
      return Float64Array.from(shown, (place) => column[place] ?? Number.NaN);
    }),
    matched: met.length,
    untold: truths ? truths.filter(Number.isNaN).length : 0,
    lacks: view.lacksFor(needsOf([...asked, ...columnsOf(short)])),
    short,
    looked: view.rows.length,
    ...(bySector ? { sectors: sectorsOf(view, met) } : {}),
  };
}
