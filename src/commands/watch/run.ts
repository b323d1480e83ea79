import { Failure } from '../../core/failure.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';

const EXCHANGE = 'XNSE';

/** Symbols as they were typed, with blanks or commas between them. */
function symbolsOf(words: readonly string[]): string[] {
  const symbols = words.flatMap((word) => word.split(',')).map((word) => word.trim().toUpperCase());
  const good = [...new Set(symbols.filter((symbol) => symbol !== ''))];
  const odd = good.find((symbol) => !/^[A-Z0-9][A-Z0-9&\-. ]*$/.test(symbol));
  if (odd !== undefined) {
    throw new Failure('usage', `expected symbols such as RELIANCE or M&M, found "${odd}"`);
  }
  return good;
}

/** The watchlist, or the settings' list while nobody has added to it. */
async function watched(ctx: CommandContext): Promise<{ symbols: string[]; fallback: boolean }> {
  const symbols = await (await ctx.store('read')).watchlist.symbols(EXCHANGE);
  return symbols.length > 0
    ? { symbols, fallback: false }
    : { symbols: [...ctx.resolved.settings.watchlist], fallback: true };
}

/** Adds symbols; from the first one on, the list of the settings no longer counts. */
export async function add(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const symbols = symbolsOf(words);
  const at = ctx.wall.now();
  const store = await ctx.store('write');
  const added = await store.write(async (books) => {
    const out: string[] = [];
    for (const symbol of symbols) {
      if (await books.watchlist.add(symbol, EXCHANGE, at)) out.push(symbol);
    }
    return out;
  });
  const already = symbols.filter((symbol) => !added.includes(symbol));
  const lines = [
    ...(added.length > 0 ? [`added ${added.join(', ')}`] : []),
    ...(already.length > 0 ? [`already followed: ${already.join(', ')}`] : []),
  ];
  return { text: `${lines.join('\n')}\n`, json: { added, already } };
}

/** Removes symbols. */
export async function remove(
  ctx: CommandContext,
  _options: unknown,
  words: readonly string[],
): Promise<CommandResult> {
  const symbols = symbolsOf(words);
  const store = await ctx.store('write');
  const removed = await store.write(async (books) => {
    const out: string[] = [];
    for (const symbol of symbols)
      if (await books.watchlist.remove(symbol, EXCHANGE)) out.push(symbol);
    return out;
  });
  const absent = symbols.filter((symbol) => !removed.includes(symbol));
  const lines = [
    ...(removed.length > 0 ? [`removed ${removed.join(', ')}`] : []),
    ...(absent.length > 0 ? [`not followed: ${absent.join(', ')}`] : []),
  ];
  return { text: `${lines.join('\n')}\n`, json: { removed, absent }, no: removed.length === 0 };
}

/** Tells the list. */
export async function list(ctx: CommandContext): Promise<CommandResult> {
  const { symbols, fallback } = await watched(ctx);
  const note = fallback
    ? '(nobody has added a symbol yet: this is the list of the settings)\n'
    : '';
  return { text: `${symbols.join('\n')}\n${note}`, json: symbols };
}
