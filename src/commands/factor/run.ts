import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { withManual, withoutManual } from '../../core/corporate-actions/manual-factor.ts';
import type { ManualFactor } from '../../core/corporate-actions/manual-factor.ts';
import { issueOf } from '../../core/corporate-actions/price-factor.ts';
import type { PriceFactor } from '../../core/corporate-actions/price-factor.ts';
import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Store } from '../../store/store.ts';
import type { addOptions, removeOptions } from './command.ts';

/** A share that is kept. */
interface Share {
  readonly symbol: string;
  readonly security: string;
  readonly isin?: string;
}

function needed<Value>(value: Value | undefined, name: string, example: string): Value {
  if (value !== undefined) return value;
  throw new Failure('usage', `expected --${name}, found none: write ${example}`);
}

async function shareOf(store: Store, word = ''): Promise<Share> {
  const symbol = word.toUpperCase();
  const securities = await store.securities.all();
  const id = instrumentFinder(securities)({ symbol });
  const known = securities.find(({ instrumentId }) => instrumentId === id);
  if (id === undefined || !known) {
    throw new Failure(
      'usage',
      `expected the symbol of a share that is kept, found "${word}": \`paperjobs eod\` keeps all of NSE`,
    );
  }
  const { symbol: current, isin } = known;
  return isin === undefined
    ? { symbol: current, security: current }
    : { symbol: current, security: isin, isin };
}

const isOf =
  (share: Share, exDate: SessionDate) =>
  (one: { readonly security: string; readonly isin?: string; readonly exDate: SessionDate }) =>
    one.exDate === exDate && issueOf(one) === issueOf(share);

const shown = ({ symbol, exDate, factor, kind, reason }: ManualFactor) => ({
  symbol,
  exDate,
  factor,
  kind,
  reason,
});

/** Enters a factor; the one that was entered for the same share and day is replaced. */
export async function add(
  ctx: CommandContext,
  { exDate, factor, kind, reason }: OptionValues<typeof addOptions>,
  [word]: readonly string[],
): Promise<CommandResult> {
  const day = needed(exDate, 'ex-date', '--ex-date 2023-07-20');
  const number = needed(factor, 'factor', '--factor 0.95');
  const why = needed(reason?.trim() === '' ? undefined : reason, 'reason', "--reason 'from where'");
  if (number <= 0) throw new Failure('usage', `--factor: expected more than 0, found ${number}`);
  const store = await ctx.store('write');
  const share = await shareOf(store, word);
  const fresh = { exDate: day, factor: number, kind, reason: why, enteredAt: ctx.wall.now() };
  const entered: ManualFactor = { ...share, ...fresh };
  await store.write(async (books) => {
    const before = (await books.manualFactors.list()).find(isOf(share, day));
    if (before) await books.manualFactors.remove(before.security, day);
    await books.manualFactors.save(entered);
    const kept = (await books.priceFactors.list()).find(isOf(share, day));
    const told: PriceFactor | undefined = kept && before ? withoutManual(kept, before.kind) : kept;
    const after = withManual(told, entered);
    const gone = kept && kept.security !== after.security ? [kept] : [];
    await books.priceFactors.apply(gone, [after]);
  });
  return {
    text: `${share.symbol}: prices before ${day} are multiplied by ${number} with --adjust all (${kind}: ${why})\n`,
    json: shown(entered),
  };
}

/** Takes a factor back. */
export async function remove(
  ctx: CommandContext,
  { exDate }: OptionValues<typeof removeOptions>,
  [word]: readonly string[],
): Promise<CommandResult> {
  const day = needed(exDate, 'ex-date', '--ex-date 2023-07-20');
  const store = await ctx.store('write');
  const share = await shareOf(store, word);
  const removed = await store.write(async (books) => {
    const entered = (await books.manualFactors.list()).find(isOf(share, day));
    if (!entered) return undefined;
    await books.manualFactors.remove(entered.security, day);
    const kept = (await books.priceFactors.list()).find(isOf(share, day));
    const after = kept && withoutManual(kept, entered.kind);
    if (kept) await books.priceFactors.apply(after ? [] : [kept], after ? [after] : []);
    return entered;
  });
  return removed
    ? { text: `${share.symbol}: the factor of ${day} is taken back\n`, json: shown(removed) }
    : {
        text: `${share.symbol}: no factor of ${day} was entered by hand\n`,
        json: null,
        no: true,
      };
}
