import { istDate } from '../../core/market/instant.ts';
import { earlierOf } from '../../core/market/session-date.ts';
import { readHitNames } from '../../core/strategies/hit-names.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { Store } from '../../store/store.ts';
import type { StrategyHit } from '../../store/strategy-hits.ts';
import type { options } from './command.ts';

type Values = OptionValues<typeof options>;

/** A hit with the name of its instrument. */
interface ShownHit extends StrategyHit {
  readonly symbol: string;
}

const COLUMNS: readonly Column<ShownHit>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'action', cell: ({ action }) => action },
  { head: 'why', cell: ({ reason }) => reason },
];

async function shown(ctx: CommandContext, store: Store, values: Values): Promise<ShownHit[]> {
  const today = istDate(ctx.clock.now());
  const to = values.to === undefined ? today : earlierOf(values.to, today);
  const from = values.from ?? (await store.strategyHits.newest(to)) ?? to;
  const symbols = values.symbols?.map((symbol) => symbol.toUpperCase());
  const instruments = await store.dailyBars.instruments({
    exchange: 'XNSE',
    ...(symbols ? { symbols } : {}),
  });
  const names = new Map(instruments.map(({ instrumentId, symbol }) => [instrumentId, symbol]));
  const hits = await store.strategyHits.shown({
    from,
    to,
    ...(symbols ? { instrumentIds: [...names.keys()] } : {}),
    ...(values.strategies ? { strategies: readHitNames(values.strategies) } : {}),
    ...(values.action ? { action: values.action } : {}),
  });
  return hits.map((hit) => ({
    ...hit,
    symbol: names.get(hit.instrumentId) ?? `#${hit.instrumentId}`,
  }));
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  refuseBackwards(values.from, values.to);
  const rows = await shown(ctx, await ctx.store('read'), values);
  return {
    text: rowsText(
      values.csv,
      COLUMNS,
      rows,
      'no hits there: `paperjobs strategies` looks for them',
    ),
    json: rows.map(({ symbol, session, strategy, action, reason }) => ({
      symbol,
      session,
      strategy,
      action,
      reason,
    })),
  };
}
