import type { KeptDecision } from '../../core/bot/kept-decision.ts';
import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import { nowAndDay, symbolsFor } from '../account-desk.ts';
import { botWish } from '../bot-rows.ts';
import type { options } from './command.ts';

interface Shown {
  readonly decision: KeptDecision;
  readonly symbol: string;
}

const minute = (text: string): string => text.slice(0, 16).replace('T', ' ');

const COLUMNS: readonly Column<Shown>[] = [
  { head: 'decided', cell: ({ decision }) => minute(istText(decision.decidedAt)) },
  { head: 'bot', cell: ({ decision }) => decision.bot },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'bar', cell: ({ decision }) => minute(istText(decision.barEnd)) },
  { head: 'outcome', cell: ({ decision }) => decision.outcome },
  { head: 'order', cell: ({ decision }) => String(decision.orderId ?? ''), right: true },
  { head: 'reason', cell: ({ decision }) => decision.reason },
];

function record({ decision, symbol }: Shown) {
  return {
    session: decision.session,
    decidedAt: istText(decision.decidedAt),
    bot: decision.bot,
    strategy: decision.strategy,
    symbol,
    barEnd: istText(decision.barEnd),
    outcome: decision.outcome,
    settled: decision.settled,
    order: decision.orderId ?? null,
    reason: decision.reason,
    run: decision.runId,
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { outcome, csv, ...asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { session } = await nowAndDay(ctx);
  const kept = (await store.botDecisions.list(await botWish(ctx, store, asked))).filter(
    (decision) => outcome === undefined || decision.outcome === outcome,
  );
  const symbolOf = await symbolsFor(
    store,
    kept.map(({ listingId }) => listingId),
    session,
  );
  const shown = kept.map((decision) => ({ decision, symbol: symbolOf(decision.listingId) }));
  const none = 'no decision is kept: bots are tables [bots.NAME] of the configuration';
  return {
    text: rowsText(csv, COLUMNS, shown, none),
    json: shown.map(record),
  };
}
