import type { SessionDate } from '../market/session-date.ts';
import { told } from './measures.ts';
import { at, defineStrategy, number, onEvents } from './strategy.ts';
import type { Strategy } from './strategy.ts';

/** A series among its peers. */
export interface RankedSeries {
  /** Oldest first. */
  readonly sessions: readonly SessionDate[];
  readonly close: Float64Array;
}

/** Bars of the return, and newest bars left out of it: last month’s winners often fall back. */
export interface MomentumSpan {
  readonly window: number;
  readonly skip: number;
}

/** Twelve months without the last, in sessions. */
export const USUAL_SPAN: MomentumSpan = { window: 252, skip: 21 };

/** Past return at each bar as a multiple; NaN without enough bars before it. */
export function pastGains(close: Float64Array, { window, skip }: MomentumSpan): Float64Array {
  return close.map((_, place) => at(close, place - skip) / at(close, place - window));
}

/** Something that is known of a series in some of its sessions. */
export interface MeasuredSeries {
  /** Oldest first. */
  readonly sessions: readonly SessionDate[];
  /** One for each session; NaN is absent. */
  readonly values: Float64Array;
}

/** Values of one session after those of another: where each session's begin, and whose they are. */
interface BySession {
  readonly starts: Int32Array;
  readonly series: Int32Array;
  readonly places: Int32Array;
}

/** Sorts what there is by session, in columns: a market's history has millions of values. */
function bySession(universe: readonly MeasuredSeries[]): BySession {
  const known = new Map<SessionDate, number>();
  for (const { sessions } of universe) {
    for (const session of sessions) if (!known.has(session)) known.set(session, known.size);
  }
  const starts = new Int32Array(known.size + 1);
  const each = (work: (slot: number, series: number, place: number) => void): void => {
    for (const [series, { sessions, values }] of universe.entries()) {
      for (const [place, session] of sessions.entries()) {
        if (Number.isFinite(at(values, place))) work(known.get(session) ?? 0, series, place);
      }
    }
  };
  each((slot) => {
    starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  });
  for (let slot = 0; slot < known.size; slot++) {
    starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
  }
  const total = starts[known.size] ?? 0;
  const next = starts.slice();
  const [ofSeries, places] = [new Int32Array(total), new Int32Array(total)];
  each((slot, series, place) => {
    const free = next[slot] ?? 0;
    next[slot] = free + 1;
    ofSeries[free] = series;
    places[free] = place;
  });
  return { starts, series: ofSeries, places };
}

/**
 * Where each series stands among its peers, session by session: 1 the highest value, 0 the lowest, NaN
 * without a value or without a peer. Equal values share the mean of their places.
 *
 * @returns a column for each series, as long as it
 */
export function ranksAmong(universe: readonly MeasuredSeries[]): Float64Array[] {
  const ranks = universe.map(({ values }) => new Float64Array(values.length).fill(Number.NaN));
  const { starts, series, places } = bySession(universe);
  for (let slot = 0; slot + 1 < starts.length; slot++) {
    const [begin = 0, end = 0] = starts.subarray(slot, slot + 2);
    const peers = end - begin;
    if (peers < 2) continue;
    const valueOf = (entry: number): number =>
      universe[series[entry] ?? 0]?.values[places[entry] ?? 0] ?? Number.NaN;
    const order = Int32Array.from({ length: peers }, (_, entry) => begin + entry).sort(
      (a, b) => valueOf(a) - valueOf(b),
    );
    for (let from = 0; from < peers;) {
      let to = from;
      while (to + 1 < peers && valueOf(order[to + 1] ?? 0) === valueOf(order[from] ?? 0)) to++;
      for (const entry of order.subarray(from, to + 1)) {
        const column = ranks[series[entry] ?? 0];
        if (column) column[places[entry] ?? 0] = (from + to) / 2 / (peers - 1);
      }
      from = to + 1;
    }
  }
  return ranks;
}

/**
 * Where each series stands among its peers by past return: see `ranksAmong`. A session’s ranks depend
 * on prices up to it only.
 *
 * @see Jegadeesh and Titman, Returns to Buying Winners and Selling Losers (1993)
 */
export function momentumRanks(
  universe: readonly RankedSeries[],
  span: MomentumSpan = USUAL_SPAN,
): Float64Array[] {
  return ranksAmong(
    universe.map(({ sessions, close }) => ({ sessions, values: pastGains(close, span) })),
  );
}

/** Strategies that compare an instrument with its peers. */
export const RANKS: readonly Strategy[] = [
  defineStrategy({
    name: 'momentum_rank',
    summary: 'Holds those with the best past return: enters near the top, exits well below it',
    source: 'Jegadeesh and Titman, Returns to Buying Winners and Selling Losers (1993)',
    kind: 'trade',
    parameters: [
      number('top', 0.1, 'share of the peers, from the best, that enters'),
      number('keep', 0.3, 'share of the peers, from the best, that stays'),
    ],
    facts: ['momentumRank'],
    prepare({ facts }, { top, keep }) {
      const rank = facts?.momentumRank ?? new Float64Array();
      return onEvents(
        (i) => at(rank, i) >= 1 - top,
        (i) => at(rank, i) < 1 - keep,
        (i) =>
          `rank ${told(at(rank, i))} of 1, enters from ${told(1 - top)}, exits below ${told(1 - keep)}`,
      );
    },
  }),
];
