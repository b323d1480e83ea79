import { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { csvLines, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { INDICATOR_NAMES } from '../../store/indicator-tables.ts';
import type { IndicatorRow } from '../../store/indicators.ts';
import type { options } from './command.ts';

interface ShownRow extends IndicatorRow {
  readonly symbol: string;
}

/** Figures of a value on a terminal: the rest is in JSON and CSV. */
const FIGURES = 6;

/** Places of the columns that are asked for; all when none is. */
function placesOf(asked: readonly string[] | undefined): number[] {
  if (!asked) return INDICATOR_NAMES.map((_, place) => place);
  return asked.map((name) => {
    const place = INDICATOR_NAMES.findIndex((known) => known === name.toLowerCase());
    if (place >= 0) return place;
    const close = nearest(name, INDICATOR_NAMES);
    const hint = close === undefined ? '' : `; did you mean "${close}"?`;
    throw new Failure('usage', `--columns: expected columns of the table, found "${name}"${hint}`);
  });
}

function tableColumns(
  places: readonly number[],
  text: (value: number) => string,
): Column<ShownRow>[] {
  return [
    { head: 'session', cell: ({ session }) => session },
    { head: 'symbol', cell: ({ symbol }) => symbol },
    ...places.map((place) => ({
      head: INDICATOR_NAMES[place] ?? '',
      cell: ({ values }: ShownRow): string => {
        const value = values[place] ?? Number.NaN;
        return Number.isNaN(value) ? '' : text(value);
      },
      right: true,
    })),
  ];
}

function record(places: readonly number[], { symbol, session, values }: ShownRow) {
  const shown = places.map((place): [string, number | null] => {
    const value = values[place] ?? Number.NaN;
    return [INDICATOR_NAMES[place] ?? '', Number.isNaN(value) ? null : value];
  });
  return { symbol, session, ...Object.fromEntries(shown) };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { symbols, columns, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  refuseBackwards(from, to);
  const places = placesOf(columns);
  const store = await ctx.store('read');
  const today = (await ctx.calendar('XNSE')).dateAt(ctx.clock.now());
  const last = to ?? today;
  const first = from ?? (await store.indicators.newest(last)) ?? last;
  const instruments = await store.dailyBars.instruments({
    exchange: 'XNSE',
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
  });
  const names = new Map(instruments.map(({ instrumentId, symbol }) => [instrumentId, symbol]));
  const kept = await store.indicators.between({
    from: first,
    to: last,
    ...(symbols ? { instrumentIds: [...names.keys()] } : {}),
  });
  const rows = kept.map((row) => ({ ...row, symbol: names.get(row.instrumentId) ?? '' }));
  const exact = tableColumns(places, String);
  const short = tableColumns(places, (value) => String(Number(value.toPrecision(FIGURES))));
  return {
    text: csv
      ? csvLines(exact, rows)
      : tableText(short, rows, 'no indicators there: `paperjobs indicators` computes them'),
    json: rows.map((row) => record(places, row)),
  };
}
