import { adjustedSeries } from '../../feed/adjusted-series.ts';
import { analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { IndicatorRow } from '../../store/indicators.ts';
import { TABLE_FIGURES, computedFigures, printedRows } from './figures.ts';
import type { Figures, PrintedRow } from './figures.ts';
import type { options } from './job.ts';

type Values = Options<typeof options>;

/** Rows that are written together: some tens of megabytes. */
const BATCH_ROWS = 40_000;

/** Rows in the order of their key, so that each page of the table is touched once. */
function inKeyOrder(rows: IndicatorRow[]): IndicatorRow[] {
  return rows.sort((a, b) =>
    a.session === b.session ? a.instrumentId - b.instrumentId : a.session < b.session ? -1 : 1,
  );
}

async function ofFile(ctx: Context, values: Values, input: string): Promise<Outcome> {
  const figures = values.compute === undefined ? TABLE_FIGURES : computedFigures(values.compute);
  const { symbol, series, places } = await analysisFile(ctx, { ...values, input });
  const rows = printedRows(symbol, figures, series, places, figures.of(series, places[0] ?? 0));
  return {
    status: rows.length > 0 ? 'ok' : 'noop',
    summary: `${figures.names.length} columns of ${rows.length} sessions computed from "${input}"`,
    counts: { rows: rows.length },
    result: rows,
  };
}

/** Computes what is kept, and keeps the columns of the table unless others are asked for. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const { input, compute, symbols } = values;
  if (input !== undefined) return ofFile(ctx, values, input);
  const figures: Figures = compute === undefined ? TABLE_FIGURES : computedFigures(compute);
  const kept = compute === undefined;
  const printed: PrintedRow[] | undefined = symbols || !kept ? [] : undefined;
  const selection = await selectAnalysis(ctx, values);
  for (const sentence of selection.unknown) ctx.warn(sentence);
  let [instruments, rows, changed] = [0, 0, 0];
  let batch: IndicatorRow[] = [];
  const keep = async (): Promise<void> => {
    const sorted = inKeyOrder(batch);
    batch = [];
    if (sorted.length > 0) {
      changed += await ctx.store.write(async (books) => books.indicators.save(sorted));
    }
  };
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, selection)) {
    ctx.step();
    ctx.progress.update('instruments', instruments, selection.instruments.length);
    const columns = figures.of(series, places[0] ?? 0);
    instruments++;
    rows += places.length;
    printed?.push(...printedRows(instrument.symbol, figures, series, places, columns));
    if (!kept) continue;
    for (const place of places) {
      const session = series.sessions[place];
      if (session === undefined) continue;
      const { instrumentId } = instrument;
      const row = Float64Array.from(columns, (column) => column[place] ?? Number.NaN);
      batch.push({ instrumentId, session, values: row });
    }
    if (batch.length >= BATCH_ROWS) await keep();
  }
  await keep();
  return {
    status: outcomeOf(rows, selection.unknown.length),
    summary: `${figures.names.length} columns of ${instruments} instruments computed, ${rows} rows`,
    counts: { instruments, rows, changed, unknown: selection.unknown.length },
    ...(printed ? { result: printed } : {}),
  };
}

function outcomeOf(rows: number, unknown: number): 'ok' | 'noop' | 'partial' {
  if (unknown > 0) return 'partial';
  return rows > 0 ? 'ok' : 'noop';
}
