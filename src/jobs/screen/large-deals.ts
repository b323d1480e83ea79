import type { InstrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { DealFacts } from '../../core/screen/side-facts.ts';
import type { Context } from '../../kit/context.ts';
import type { KeptDeal } from '../../store/deals.ts';

/** Calendar days of net buying, and of buyers. */
const [NET_DAYS, BUYER_DAYS] = [30, 90] as const;

function netOf(deals: readonly KeptDeal[]): number {
  return deals.reduce((sum, { side, quantity, pricePaise }) => {
    if (side === undefined || pricePaise === undefined) return sum;
    return sum + (side === 'BUY' ? 1 : -1) * quantity * pricePaise;
  }, 0);
}

function factsOf(deals: readonly KeptDeal[], session: SessionDate, had: boolean): DealFacts {
  const within = (days: number): KeptDeal[] =>
    deals.filter(
      (deal) =>
        deal.kind !== 'short' && deal.session <= session && deal.session > addDays(session, -days),
    );
  const buyers = within(BUYER_DAYS).filter(({ side }) => side === 'BUY');
  const short = deals.filter((deal) => deal.kind === 'short' && deal.session === session);
  return {
    listed: had,
    netPaise: netOf(within(1)),
    netMonthPaise: netOf(within(NET_DAYS)),
    buyersQuarter: new Set(buyers.map(({ client }) => client)).size,
    ...(short.length > 0
      ? { shortQuantity: short.reduce((sum, { quantity }) => sum + quantity, 0) }
      : {}),
  };
}

/** Large deals and short sales around a range of sessions, for an instrument and a session of it. */
export async function largeDeals(
  { store }: Pick<Context, 'store'>,
  find: InstrumentFinder,
  from: SessionDate,
  to: SessionDate,
): Promise<(instrumentId: number, session: SessionDate) => DealFacts> {
  const byInstrument = new Map<number, KeptDeal[]>();
  for (const deal of await store.deals.shown({ from: addDays(from, -BUYER_DAYS), to })) {
    const id = find({ symbol: deal.symbol });
    if (id === undefined) continue;
    const known = byInstrument.get(id);
    if (known) known.push(deal);
    else byInstrument.set(id, [deal]);
  }
  const marks = await store.flowLists.between(from, to);
  const had = new Set(marks.filter(({ list }) => list === 'bulk').map(({ session }) => session));
  return (id, session) => factsOf(byInstrument.get(id) ?? [], session, had.has(session));
}
