import { opensAt } from '../../core/calendar/calendar.ts';
import type { ShareRatio } from '../../core/corporate-actions/purpose-part.ts';
import { applyAction } from '../../core/exchange/apply-action.ts';
import { Failure } from '../../core/failure.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import type { Books } from '../../store/store.ts';
import { EXCHANGE, nowAndDay } from '../account-desk.ts';
import type { demergeOptions } from './command.ts';

function ratioOf(text: string | undefined): ShareRatio {
  const [, given, held] = /^([1-9]\d{0,5}):([1-9]\d{0,5})$/.exec(text ?? '') ?? [];
  if (given !== undefined && held !== undefined) return [Number(given), Number(held)];
  throw new Failure(
    'usage',
    `--ratio: expected new shares for held ones like 1:1, found "${text ?? ''}"`,
  );
}

/** @throws Failure `usage` for a symbol that is not known */
async function standing(books: Books, symbol: string): Promise<number> {
  const [found] = await books.instruments.find(EXCHANGE, [symbol]);
  if (found) return books.tradedListings.standing(found.listingId);
  throw new Failure(
    'usage',
    `expected a symbol that is known, found "${symbol}" (\`paperjobs quotes --symbols ${symbol}\` looks it up)`,
  );
}

/** Books it once: asked again, says so. */
export async function demerge(
  ctx: CommandContext,
  { into, ratio, costPercent, exDate }: OptionValues<typeof demergeOptions>,
  words: readonly string[],
): Promise<CommandResult> {
  if (into === undefined || costPercent === undefined) {
    throw new Failure(
      'usage',
      'expected --into, --ratio and --cost-percent, found not all of them',
    );
  }
  const terms = { kind: 'demerger', ratio: ratioOf(ratio), costRatio: costPercent / 100 } as const;
  const { now, session, calendar } = await nowAndDay(ctx);
  const on = exDate ?? session;
  const day = calendar.day(on);
  if (day.state !== 'open' || on > session) {
    throw new Failure('usage', `--ex-date: expected a session up to today, found ${on}`);
  }
  const [symbol, child] = [(words[0] ?? '').toUpperCase(), into.toUpperCase()];
  const store = await ctx.store('write');
  return store.write(async (books) => {
    const [listingId, intoListingId] = [
      await standing(books, symbol),
      await standing(books, child),
    ];
    const key = `${on} demerger into ${child}`;
    const booked = await books.tradingBooks.bookedActions(on);
    if (booked.has(`${listingId}\t${key}`)) {
      const text = `the demerger of ${child} from ${symbol} on ${on} was booked before\n`;
      return { text, json: { symbol, into: child, booked: false }, no: true };
    }
    const { book } = await books.tradingBooks.open({
      rules: fillRules(ctx.resolved.settings),
      session,
      listingIds: [listingId, intoListingId],
    });
    const action = { listingId, exDate: on, at: opensAt(day), terms: { ...terms, intoListingId } };
    const bookings = applyAction(book, action);
    await books.tradingBooks.record(book, bookings, { placedAt: now });
    await books.tradingBooks.noteAction(listingId, key, on, key, now);
    const given = bookings.reduce(
      (sum, one) => (one.kind === 'shares' ? sum + one.quantity : sum),
      0,
    );
    return {
      text: `${given} shares of ${child} came from ${symbol} on ${on}, with ${costPercent} % of the cost\n`,
      json: { symbol, into: child, booked: true, shares: given },
    };
  }, 'full');
}
