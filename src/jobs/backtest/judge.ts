import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { BASES, HORIZONS } from '../../core/backtest/forward-returns.ts';
import type { Basis } from '../../core/backtest/forward-returns.ts';
import { hitStatistics } from '../../core/backtest/hit-statistics.ts';
import { addHit, judgedHits, sampleSpace, samplesOf } from '../../core/backtest/judged-hits.ts';
import type { JudgedBars, JudgedHits } from '../../core/backtest/judged-hits.ts';
import { netReturn, proceeds, purchase } from '../../core/backtest/round-trip.ts';
import type { RoundTripTerms } from '../../core/backtest/round-trip.ts';
import { addToUniverse, universeMean } from '../../core/backtest/universe-means.ts';
import type { UniverseSums } from '../../core/backtest/universe-means.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { KeptStatistics } from '../../store/hit-returns.ts';
import type { StrategyHit } from '../../store/strategy-hits.ts';
import { STATISTIC_HORIZONS } from './hits.ts';

/** Returns of all instruments, from the close and from the next open. */
export interface Universe {
  readonly close: UniverseSums;
  readonly open: UniverseSums;
}

/** Adds an instrument's returns after the places. */
export function addReturns(
  universe: Universe,
  series: DailySeries,
  places: readonly number[],
): void {
  const { sessions, open, close } = series;
  for (const place of places) {
    const session = sessions[place];
    if (session === undefined) continue;
    const from = (price: number | undefined): number[] =>
      STATISTIC_HORIZONS.map(
        (bars) => (close[place + bars] ?? Number.NaN) / (price ?? Number.NaN) - 1,
      );
    addToUniverse(universe.close, session, from(close[place]));
    addToUniverse(universe.open, session, from(open[place + 1]));
  }
}

/** Hits of which statistics are to be made. */
export interface Judged {
  readonly byName: Map<string, JudgedHits>;
  /** Numbers of the sessions, which are places among `sessions`. */
  readonly numbers: Map<SessionDate, number>;
  readonly sessions: SessionDate[];
}

/** None yet. */
export function judgedNone(): Judged {
  return { byName: new Map(), numbers: new Map(), sessions: [] };
}

/**
 * How statistics call what a strategy said: what it would leave is judged apart from what it would
 * enter.
 */
function judgedName({ strategy, action }: Pick<StrategyHit, 'strategy' | 'action'>): string {
  return action === 'exit' ? `${strategy} exit` : strategy;
}

function numberOf({ numbers, sessions }: Judged, session: SessionDate): number {
  const known = numbers.get(session);
  if (known !== undefined) return known;
  numbers.set(session, sessions.length);
  return sessions.push(session) - 1;
}

/** A hit, and its place among the bars of its instrument. */
export interface PlacedHit extends Pick<StrategyHit, 'session' | 'strategy' | 'action'> {
  readonly place: number;
}

/** Takes the hits of an instrument in, oldest first, with the bars that statistics look at. */
export function judge(
  judged: Judged,
  { sessions, open, close }: DailySeries,
  fund: boolean,
  hits: readonly PlacedHit[],
): void {
  const [oldest, newest] = [hits[0], hits.at(-1)];
  if (!oldest || !newest) return;
  const [from, to] = [oldest.place, newest.place + HORIZONS + 1];
  const bars: JudgedBars = {
    sessions: Uint16Array.from(sessions.slice(from, to), (session) => numberOf(judged, session)),
    open: open.slice(from, to),
    close: close.slice(from, to),
    fund,
  };
  for (const hit of hits) {
    const name = judgedName(hit);
    const known = judged.byName.get(name) ?? judgedHits();
    judged.byName.set(name, known);
    addHit(known, bars, hit.place - from);
  }
}

/** How a hit's return after some bars is found; NaN: not there yet. */
type After = (bars: JudgedBars, place: number, hit: number) => number;
type TermsOf = (fund: boolean) => RoundTripTerms;

/** What the purchases at the next open come to; each is made once, for all horizons. */
function netAfter(hits: JudgedHits, { sessions }: Judged, termsOf: TermsOf) {
  const sessionAt = (bars: JudgedBars, place: number): SessionDate | undefined =>
    sessions[bars.sessions[place] ?? sessions.length];
  const quantities = new Float64Array(hits.places.length);
  const costs = new Float64Array(hits.places.length);
  for (const [hit, own] of hits.bars.entries()) {
    const at = (hits.places[hit] ?? 0) + 1;
    const session = sessionAt(own, at);
    if (session === undefined) continue;
    const bought = purchase(termsOf(own.fund), session, own.open[at] ?? Number.NaN);
    quantities[hit] = bought?.quantity ?? 0;
    costs[hit] = bought?.costPaise ?? 0;
  }
  return (horizon: number): After =>
    (bars, place, hit) => {
      const [quantity = 0, costPaise = 0] = [quantities[hit], costs[hit]];
      const at = place + horizon;
      const [session, close] = [sessionAt(bars, at), bars.close[at]];
      if (quantity === 0 || session === undefined || close === undefined) return Number.NaN;
      const broughtPaise = proceeds(termsOf(bars.fund), quantity, session, close);
      return netReturn({ quantity, costPaise }, broughtPaise);
    };
}

const beside =
  (price: (bars: JudgedBars, place: number) => number | undefined) =>
  (horizon: number): After =>
  (bars, place) =>
    (bars.close[place + horizon] ?? Number.NaN) / (price(bars, place) ?? Number.NaN) - 1;

/** Statistics of one strategy's hits, by basis and horizon: those that have any. */
export function statisticsOf(
  judged: Judged,
  name: string,
  universe: Universe,
  termsOf: TermsOf,
): Omit<KeptStatistics, 'from' | 'to'>[] {
  const hits = judged.byName.get(name) ?? judgedHits();
  const space = sampleSpace(hits);
  const returns: Readonly<Record<Basis, (horizon: number) => After>> = {
    close: beside(({ close }, place) => close[place]),
    open: beside(({ open }, place) => open[place + 1]),
    net: netAfter(hits, judged, termsOf),
  };
  return BASES.flatMap((basis) => {
    // Nobody buys a whole market and sells it again: beside `net` it stands before costs.
    const sums = basis === 'close' ? universe.close : universe.open;
    return STATISTIC_HORIZONS.flatMap((horizon, at) => {
      const samples = samplesOf(hits, returns[basis](horizon), space);
      if (samples.values.length === 0) return [];
      const means = judged.sessions.map((session) => universeMean(sums, session, at));
      const figures = hitStatistics(samples, (session) => means[session]);
      return [{ strategy: name, basis, horizon, ...figures }];
    });
  });
}
