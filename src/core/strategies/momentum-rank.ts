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
  /** Whether it is a peer to the others in a session; absent: always. One that is not is ranked too. */
  readonly isPeer?: (session: SessionDate) => boolean;
}

/** Who has a value in a session, and what it is. */
interface Standing {
  readonly series: Int32Array;
  readonly values: Float64Array;
  readonly peers: Uint8Array;
  /** Places in the columns above, to be sorted by value. */
  readonly order: Int32Array;
}

/** Writes the ranks of a session over its values. @param count how many have one */
function rankSession(
  universe: readonly MeasuredSeries[],
  cursors: Int32Array,
  { series, values, peers, order }: Standing,
  count: number,
): void {
  const valueAt = (entry: number): number => values[entry] ?? Number.NaN;
  const sorted = order.subarray(0, count);
  for (let entry = 0; entry < count; entry++) sorted[entry] = entry;
  sorted.sort((a, b) => valueAt(a) - valueAt(b));
  let all = 0;
  for (let entry = 0; entry < count; entry++) all += peers[entry] ?? 0;
  let below = 0;
  for (let from = 0; from < count;) {
    let [to, equal] = [from, 0];
    const value = valueAt(sorted[from] ?? 0);
    for (; to < count && valueAt(sorted[to] ?? 0) === value; to++)
      equal += peers[sorted[to] ?? 0] ?? 0;
    for (const entry of sorted.subarray(from, to)) {
      const own = peers[entry] ?? 0;
      const others = all - own;
      const at = series[entry] ?? 0;
      const column = universe[at]?.values;
      const place = (cursors[at] ?? 0) - 1;
      if (column) column[place] = others < 1 ? Number.NaN : (below + (equal - own) / 2) / others;
    }
    below += equal;
    from = to;
  }
}

/**
 * Puts in place of each value where it stands among the peers of its session: 1 the highest, 0 the
 * lowest, NaN without a value or without another peer. Equal values share the mean of their places. No
 * second column is made: a market's history has millions of values.
 */
export function rankInPlace(universe: readonly MeasuredSeries[]): void {
  const sessions = new Set<SessionDate>();
  for (const list of new Set(universe.map((one) => one.sessions))) {
    for (const session of list) sessions.add(session);
  }
  const cursors = new Int32Array(universe.length);
  const standing: Standing = {
    series: new Int32Array(universe.length),
    values: new Float64Array(universe.length),
    peers: new Uint8Array(universe.length),
    order: new Int32Array(universe.length),
  };
  for (const session of [...sessions].toSorted()) {
    let count = 0;
    for (const [at, one] of universe.entries()) {
      const place = cursors[at] ?? 0;
      if (one.sessions[place] !== session) continue;
      cursors[at] = place + 1;
      const value = one.values[place] ?? Number.NaN;
      if (!Number.isFinite(value)) {
        one.values[place] = Number.NaN;
        continue;
      }
      standing.series[count] = at;
      standing.values[count] = value;
      standing.peers[count] = one.isPeer && !one.isPeer(session) ? 0 : 1;
      count++;
    }
    rankSession(universe, cursors, standing, count);
  }
}

/**
 * Where each series stands among its peers by past return: see `rankInPlace`. A session’s ranks depend
 * on prices up to it only.
 *
 * @see Jegadeesh and Titman, Returns to Buying Winners and Selling Losers (1993)
 */
export function momentumRanks(
  universe: readonly RankedSeries[],
  span: MomentumSpan = USUAL_SPAN,
): Float64Array[] {
  const measured = universe.map(({ sessions, close }) => ({
    sessions,
    values: pastGains(close, span),
  }));
  rankInPlace(measured);
  return measured.map(({ values }) => values);
}

/** Strategies that compare an instrument with its peers. */
export const RANKS: readonly Strategy[] = [
  defineStrategy({
    name: 'momentum_rank',
    summary: 'Holds those with the best past return: enters near the top, exits well below it',
    source: 'Jegadeesh and Titman, Returns to Buying Winners and Selling Losers (1993)',
    kind: 'trade',
    parameters: [
      number('top', 0.1, 'share of the peers, from the best, that enters', 1),
      number('keep', 0.3, 'share of the peers, from the best, that stays', 1),
    ],
    order: { less: 'top', than: 'keep', orEqual: true },
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
