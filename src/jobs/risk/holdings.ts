import type { Calendar } from '../../core/calendar/calendar.ts';
import { exposureOf } from '../../core/exchange/exposure.ts';
import type { ExposureFacts } from '../../core/exchange/exposure.ts';
import { heldShares, lotsOf } from '../../core/exchange/book.ts';
import { totalsAt } from '../../core/exchange/ledger-totals.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { addDays } from '../../core/market/session-date.ts';
import { equityPoints } from '../../core/portfolio/account-days.ts';
import type { AccountClose } from '../../core/portfolio/account-days.ts';
import { underwater } from '../../core/portfolio/drawdown.ts';
import { dailyReturns } from '../../core/portfolio/returns.ts';
import type { RiskHolding } from '../../core/risk/risk-figures.ts';
import { factorsUntil } from '../../feed/adjusted-series.ts';
import { dailyReader } from '../../feed/alerts/read-bars.ts';
import type { Context } from '../../kit/context.ts';
import type { Books } from '../../store/store.ts';
import type { OpenedBook } from '../../store/trading/book-rows.ts';

const EXCHANGE = 'XNSE';

/** What prices of a share say about its risk. */
export type SharePast = Pick<RiskHolding, 'sessions' | 'closes' | 'volumes'>;

const NO_PAST: SharePast = {
  sessions: [],
  closes: new Float64Array(),
  volumes: new Float64Array(),
};

/** Closed daily bars of everything that any account holds, by listing. */
export async function pastsOf(ctx: Context, window: number): Promise<Map<number, SharePast>> {
  const { store, settings } = ctx;
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const day = calendar.dateAt(now);
  const held = (await store.positions.list()).filter(({ quantity }) => quantity !== 0);
  const ids = [...new Set(held.map(({ listingId }) => listingId))];
  const listings = await store.tradedListings.of(ids, day);
  const symbols = listings.map(({ symbol }) => symbol);
  const priced = new Map(
    (await store.dailyBars.instruments({ exchange: EXCHANGE, symbols })).map((one) => [
      one.instrumentId,
      one,
    ]),
  );
  const factors = await factorsUntil(store, day);
  const read = dailyReader({ store, settings, calendar, now }, factors);
  const found = new Map<number, SharePast>();
  for (const { listingId, instrumentId } of listings) {
    ctx.step();
    const instrument = priced.get(instrumentId);
    if (!instrument) continue;
    const { bars, sessions } = await read(instrument, window + 1);
    found.set(listingId, { sessions, closes: bars.close, volumes: bars.volume });
  }
  return found;
}

/** What an account holds by its opened books, valued at the facts' prices. */
export function holdingsOf(
  { book, listings }: OpenedBook,
  accountId: number,
  facts: ExposureFacts,
  pasts: ReadonlyMap<number, SharePast>,
): { readonly holdings: RiskHolding[]; readonly valuePaise: number } {
  const { valuePaise } = exposureOf(book, accountId, facts);
  const holdings: RiskHolding[] = [];
  for (const { listingId, symbol } of listings.values()) {
    const quantity = heldShares(book, accountId, listingId);
    if (quantity === 0) continue;
    const price = facts.pricePaise.get(listingId);
    const lots = lotsOf(book, accountId, listingId);
    const cost = lots.reduce((sum, lot) => sum + lot.costPaise, 0);
    const sector = facts.sectors.get(listingId);
    holdings.push({
      listingId,
      symbol,
      ...(sector === undefined ? {} : { sector }),
      quantity,
      // Without any price it counts at its cost, as everywhere.
      valuePaise: price === undefined ? cost : quantity * price,
      ...(pasts.get(listingId) ?? NO_PAST),
    });
  }
  return { holdings, valuePaise };
}

/** How far below its highest value an account was at each official close, and is now. */
export async function underwaterOf(
  books: Books,
  calendar: Calendar,
  accountId: number,
  session: SessionDate,
  valuePaise: number,
): Promise<Float64Array> {
  const closes: AccountClose[] = (
    await books.accountSummaries.official({ accountId, to: session })
  ).filter((summary) => summary.session < session);
  const { flowPaise } = totalsAt(
    await books.ledger.days(),
    accountId,
    session,
    closes.at(-1)?.session,
  );
  const now = { session, valuePaise, flowPaise, sharesPaise: 0, dayPaise: 0, closes: false };
  const all = [...closes, now];
  const first = all[0]?.session ?? session;
  const [before] = calendar.sessions(addDays(first, -31), addDays(first, -1)).slice(-1);
  return underwater(dailyReturns(equityPoints(all, before?.session ?? addDays(first, -1))));
}
