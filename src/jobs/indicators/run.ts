import { INDICATOR_COLUMNS } from '../../core/indicators/columns.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import { analyse } from '../../feed/analyse.ts';
import { NO_DAILY_BARS, analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { IndicatorRow } from '../../store/indicators.ts';
import { askedFor } from './expressions.ts';
import type { Asked } from './expressions.ts';
import type { options } from './job.ts';
import { printedRows } from './printed.ts';
import type { PrintedRow } from './printed.ts';
import { indicatorsTask, packedValues } from './task.ts';

type Values = Options<typeof options>;

/** Rows that are written together: some tens of megabytes. */
const BATCH_ROWS = 40_000;

const TABLE: Asked = {
  names: INDICATOR_COLUMNS.map(({ name }) => name),
  values: packedValues,
};

/** Rows in the order of their key, so that each page of the table is touched once. */
function inKeyOrder(rows: IndicatorRow[]): IndicatorRow[] {
  return rows.sort((a, b) =>
    a.session === b.session ? a.instrumentId - b.instrumentId : a.session < b.session ? -1 : 1,
  );
}

/** Computes from a file's bars; nothing is kept. */
async function ofFile(ctx: Context, values: Values, input: string): Promise<Outcome> {
  const { names, values: compute } =
    values.compute === undefined ? TABLE : askedFor(values.compute);
  const { symbol, series, places } = await analysisFile(ctx, { ...values, input });
  const sessions = places.flatMap((place) => series.sessions[place] ?? []);
  return {
    status: sessions.length > 0 ? 'ok' : 'noop',
    summary: `${names.length} columns of ${sessions.length} sessions computed from "${input}"`,
    counts: { rows: sessions.length },
    result: printedRows(symbol, names, sessions, compute(series, places)),
  };
}

function outcomeOf(
  { unknown }: AnalysisSelection,
  columns: number,
  counts: { readonly instruments: number; readonly rows: number; readonly changed: number },
  result?: readonly PrintedRow[],
): Outcome {
  const { instruments, rows } = counts;
  return {
    status: unknown.length > 0 ? 'partial' : rows > 0 ? 'ok' : 'noop',
    summary:
      rows > 0
        ? `${columns} columns of ${instruments} instruments computed, ${rows} rows`
        : NO_DAILY_BARS,
    counts: { ...counts, unknown: unknown.length },
    ...(result ? { result } : {}),
  };
}

/** Computes other columns than those of the table; nothing is kept. */
async function ofExpressions(
  ctx: Context,
  selection: AnalysisSelection,
  { names, values }: Asked,
): Promise<Outcome> {
  const printed: PrintedRow[] = [];
  let instruments = 0;
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, selection)) {
    ctx.step();
    ctx.progress.update('instruments', ++instruments, selection.instruments.length);
    const sessions = places.flatMap((place) => series.sessions[place] ?? []);
    printed.push(...printedRows(instrument.symbol, names, sessions, values(series, places)));
  }
  const counts = { instruments, rows: printed.length, changed: 0 };
  return outcomeOf(selection, names.length, counts, printed);
}

/** Computes the columns of the table, and keeps them. */
async function ofTable(
  ctx: Context,
  selection: AnalysisSelection,
  printed: PrintedRow[] | undefined,
): Promise<Outcome> {
  const width = TABLE.names.length;
  let [instruments, rows, changed] = [0, 0, 0];
  let batch: IndicatorRow[] = [];
  const keep = async (): Promise<void> => {
    const sorted = inKeyOrder(batch);
    batch = [];
    if (sorted.length > 0) {
      changed += await ctx.store.write(async (books) => books.indicators.save(sorted));
    }
  };
  await analyse(ctx, selection, indicatorsTask, async (piece) => {
    for (const { instrumentId, symbol, sessions, values } of piece) {
      instruments++;
      rows += sessions.length;
      printed?.push(...printedRows(symbol, TABLE.names, sessions, values));
      for (const [row, session] of sessions.entries()) {
        const own = values.subarray(row * width, (row + 1) * width);
        batch.push({ instrumentId, session, values: own });
      }
    }
    if (batch.length >= BATCH_ROWS) await keep();
  });
  await keep();
  return outcomeOf(selection, width, { instruments, rows, changed }, printed);
}

/** Computes from what is kept, or from a file: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  if (values.input !== undefined) return ofFile(ctx, values, values.input);
  const asked = values.compute === undefined ? undefined : askedFor(values.compute);
  const selection = await selectAnalysis(ctx, values);
  for (const sentence of selection.unknown) ctx.warn(sentence);
  if (asked) return ofExpressions(ctx, selection, asked);
  return ofTable(ctx, selection, values.symbols ? [] : undefined);
}
