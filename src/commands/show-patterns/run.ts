import { Failure } from '../../core/failure.ts';
import { istDate } from '../../core/market/instant.ts';
import { earlierOf } from '../../core/market/session-date.ts';
import { nearest } from '../../core/nearest.ts';
import { PATTERNS } from '../../core/patterns/registry.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptPattern } from '../../store/patterns.ts';
import type { Store } from '../../store/store.ts';
import type { options } from './command.ts';

type Values = OptionValues<typeof options>;

/** A pattern with the name of its instrument. */
interface ShownPattern extends KeptPattern {
  readonly symbol: string;
}

const SUMMARIES = new Map(PATTERNS.map(({ name, summary }) => [name, summary]));

const COLUMNS: readonly Column<ShownPattern>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'pattern', cell: ({ pattern }) => pattern },
  { head: 'value', cell: ({ value }) => String(value), right: true },
  { head: 'what it is', cell: ({ pattern }) => SUMMARIES.get(pattern) ?? '' },
];

function patternNamed(asked: string): string {
  const upper = asked.toUpperCase();
  const name = upper.startsWith('CDL') ? upper : `CDL${upper}`;
  if (SUMMARIES.has(name)) return name;
  const close = nearest(name, [...SUMMARIES.keys()]);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure(
    'usage',
    `--patterns: expected names of TA-Lib’s candlestick functions, found "${asked}"${hint}`,
  );
}

async function shown(ctx: CommandContext, store: Store, values: Values): Promise<ShownPattern[]> {
  const today = istDate(ctx.clock.now());
  const to = values.to === undefined ? today : earlierOf(values.to, today);
  const from = values.from ?? (await store.patterns.newest(to)) ?? to;
  const symbols = values.symbols?.map((symbol) => symbol.toUpperCase());
  const instruments = await store.dailyBars.instruments({
    exchange: 'XNSE',
    ...(symbols ? { symbols } : {}),
  });
  const names = new Map(instruments.map(({ instrumentId, symbol }) => [instrumentId, symbol]));
  const patterns = await store.patterns.shown({
    from,
    to,
    ...(symbols ? { instrumentIds: [...names.keys()] } : {}),
    ...(values.patterns ? { patterns: values.patterns.map(patternNamed) } : {}),
  });
  return patterns
    .map((one) => ({ ...one, symbol: names.get(one.instrumentId) ?? `#${one.instrumentId}` }))
    .toSorted((a, b) =>
      a.session === b.session && a.symbol !== b.symbol ? (a.symbol < b.symbol ? -1 : 1) : 0,
    );
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  refuseBackwards(values.from, values.to);
  const store = await ctx.store('read');
  const rows = await shown(ctx, store, values);
  return {
    text: rowsText(
      values.csv,
      COLUMNS,
      rows,
      'no patterns there: `paperjobs patterns` looks for them',
    ),
    json: rows.map(({ symbol, session, pattern, value }) => ({ symbol, session, pattern, value })),
  };
}
