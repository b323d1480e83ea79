import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { addDays, dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { EXCESS_WINDOWS } from '../../core/screen/side-facts.ts';
import type { SideFacts } from '../../core/screen/side-facts.ts';
import { shareFactorsUntil } from '../../feed/adjusted-series.ts';
import { benchmarkLevels } from '../../feed/benchmark-levels.ts';
import type { Context } from '../../kit/context.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { DatedBand } from '../../store/price-bands.ts';
import { dealtIn } from './dealt.ts';
import { eventsOf } from './events.ts';
import { largeDeals } from './large-deals.ts';

/** The index against which returns are measured, as it is called today. */
const BENCHMARK = 'Nifty 50';
/** Calendar days that hold the longest of those windows. */
const BENCHMARK_DAYS = 70;
/** Listings in one question. */
const CHUNK = 500;

/** Returns of the NIFTY 50 up to each session of a range. */
async function indexReturns(
  { store }: Context,
  from: SessionDate,
  to: SessionDate,
): Promise<(session: SessionDate) => ReadonlyMap<number, number>> {
  const { price } = await benchmarkLevels(store, BENCHMARK, addDays(from, -BENCHMARK_DAYS), to);
  const levels = price ?? new Map<SessionDate, number>();
  const sessions = [...levels.keys()].toSorted();
  return (session) => {
    const at = sessions.indexOf(session);
    const now = levels.get(session);
    return new Map(
      EXCESS_WINDOWS.flatMap((count): [number, number][] => {
        const earlier = at < 0 ? undefined : sessions[at - count];
        const before = earlier && levels.get(earlier);
        return before === undefined || now === undefined ? [] : [[count, now / before - 1]];
      }),
    );
  };
}

async function bandsOf(
  { store }: Context,
  instruments: readonly PricedInstrument[],
): Promise<(instrument: PricedInstrument, session: SessionDate) => number | undefined> {
  const ids = instruments.flatMap(({ listings }) => listings.map(({ listingId }) => listingId));
  const byListing = new Map<number, DatedBand[]>();
  for (let place = 0; place < ids.length; place += CHUNK) {
    for (const band of await store.priceBands.of(ids.slice(place, place + CHUNK))) {
      const known = byListing.get(band.listingId);
      if (known) known.push(band);
      else byListing.set(band.listingId, [band]);
    }
  }
  return ({ listings }, session) => {
    const standing = listings.flatMap(
      ({ listingId }) => byListing.get(listingId)?.findLast(({ from }) => from <= session) ?? [],
    );
    return standing.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.percent;
  };
}

/** Absent where no day is told, and before it. */
function daysListed({ listedOn }: PricedInstrument, session: SessionDate): number | undefined {
  if (listedOn === undefined || listedOn > session) return undefined;
  return dayNumber(session) - dayNumber(listedOn);
}

/** What is known beside bars, for any instrument in a session of a range. */
export type Gathered = (instrument: PricedInstrument, session: SessionDate) => SideFacts;

/**
 * Gathers what files beside the prices tell of a range of sessions.
 *
 * @param known the newest session that may be looked at
 */
export async function gather(
  ctx: Context,
  instruments: readonly PricedInstrument[],
  range: { readonly from: SessionDate; readonly to: SessionDate; readonly known: SessionDate },
): Promise<Gathered> {
  const { from, to } = range;
  const find = instrumentFinder(await ctx.store.securities.all());
  const factors = await shareFactorsUntil(ctx.store, range.known);
  const [dealt, events, deals, index, bands] = [
    await dealtIn(ctx, from, to),
    await eventsOf(ctx, find, factors, range),
    await largeDeals(ctx, find, from, to),
    await indexReturns(ctx, from, to),
    await bandsOf(ctx, instruments),
  ];
  const flows = await ctx.store.fiiDii.shown(from, to);
  const net = (session: SessionDate, category: string): number | undefined =>
    flows.find((flow) => flow.session === session && flow.category === category)?.netPaise;
  return (instrument, session) => {
    const id = instrument.instrumentId;
    const { today, deliveryRatios, valuesPaise } = dealt(id, session);
    return {
      valuePaise: today?.valuePaise,
      trades: today?.trades,
      volume: today?.volume,
      delivered: today?.delivered,
      deliveryRatios,
      valuesPaise,
      indexReturns: index(session),
      actions: events.actions(id, session),
      results: events.results(id, session),
      deals: deals(id, session),
      fiiNetPaise: net(session, 'FII'),
      diiNetPaise: net(session, 'DII'),
      band: bands(instrument, session),
      daysListed: daysListed(instrument, session),
    };
  };
}
