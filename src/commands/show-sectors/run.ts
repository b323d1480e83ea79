import { istDate } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { options } from './command.ts';

/** Reads without writing or asking: one row for each company, by industry and symbol. */
export async function run(
  ctx: CommandContext,
  { on, symbols }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const wanted = symbols && new Set(symbols.map((symbol) => symbol.toUpperCase()));
  const rows = (await store.sectors.on(on ?? istDate(ctx.clock.now())))
    .filter(({ symbol }) => !wanted || wanted.has(symbol))
    .map(({ industry, symbol, isin, company, from, to }) => ({
      industry,
      symbol,
      isin,
      company,
      from,
      to: to ?? null,
    }));
  const text = tableText(
    [
      { head: 'industry', cell: ({ industry }) => industry },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'isin', cell: ({ isin }) => isin },
      { head: 'company', cell: ({ company }) => company },
      { head: 'since', cell: ({ from }) => from },
    ],
    rows,
    'no industry is known: see `paperjobs nse-indices`',
  );
  return { text, json: rows };
}
