import { Failure } from '../../core/failure.ts';
import { istDate } from '../../core/market/instant.ts';
import { nearest } from '../../core/nearest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { KeptChain } from '../../store/option-chains.ts';
import { chainRecord, chainText, expiriesText } from './chain-table.ts';
import type { options } from './command.ts';

/** Expiries that were still to come when the newest chain was taken. */
function toCome(chains: readonly KeptChain[]): readonly KeptChain[] {
  const newest = Math.max(...chains.map(({ at }) => at));
  const day = chains.find(({ at }) => at === newest);
  return day ? chains.filter(({ expiry }) => expiry >= istDate(day.at)) : chains;
}

function noneOf(symbol: string, known: readonly string[]): Failure {
  const close = nearest(symbol, known);
  const hint =
    close === undefined
      ? `\`paperjobs market-sync --underlyings ${symbol}\` fetches them`
      : `did you mean ${close}?`;
  return new Failure('usage', `expected a symbol with option chains, found "${symbol}"; ${hint}`);
}

/**
 * Reads without writing or locking.
 *
 * @throws Failure `usage` for a symbol or expiry of which no chain is kept, where some are
 */
export async function run(
  ctx: CommandContext,
  { expiry }: OptionValues<typeof options>,
  [word = '']: readonly string[],
): Promise<CommandResult> {
  const symbol = word.toUpperCase();
  const store = await ctx.store('read');
  const chains = await store.optionChains.newest(symbol, ctx.clock.now(), expiry);
  const [first] = chains;
  if (!first && expiry !== undefined) {
    const others = await store.optionChains.newest(symbol, ctx.clock.now());
    const kept = others
      .map((chain) => chain.expiry)
      .slice(-8)
      .join(', ');
    if (kept !== '') {
      throw new Failure('usage', `--expiry: expected one of ${kept}, found ${expiry}`);
    }
  }
  if (!first) {
    const known = await store.optionChains.underlyings();
    if (known.length > 0) throw noneOf(symbol, known);
    const text = `no option chains are kept: \`paperjobs market-sync --underlyings ${symbol}\` fetches them\n`;
    return { text, json: [] };
  }
  const shown = expiry === undefined ? toCome(chains) : chains;
  return {
    text: expiry === undefined ? expiriesText(shown, 'no chain') : chainText(first),
    json: shown.map(chainRecord),
  };
}
