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

/**
 * Where each series stands among its peers by past return, session by session: 1 the best, 0 the last,
 * NaN without enough bars or without a peer. Equal returns share the mean of their places. A session’s
 * ranks depend on prices up to it only.
 *
 * @returns a column for each series, as long as it
 * @see Jegadeesh and Titman, Returns to Buying Winners and Selling Losers (1993)
 */
export function momentumRanks(
  universe: readonly RankedSeries[],
  { window, skip }: MomentumSpan = USUAL_SPAN,
): Float64Array[] {
  const ranks = universe.map(({ close }) => new Float64Array(close.length).fill(Number.NaN));
  const bySession = new Map<SessionDate, { series: number; place: number; gain: number }[]>();
  for (const [series, { sessions, close }] of universe.entries()) {
    for (let place = window; place < close.length; place++) {
      const session = sessions[place];
      const gain = at(close, place - skip) / at(close, place - window);
      if (session === undefined || !Number.isFinite(gain)) continue;
      const peers = bySession.get(session);
      if (peers) peers.push({ series, place, gain });
      else bySession.set(session, [{ series, place, gain }]);
    }
  }
  for (const peers of bySession.values()) {
    if (peers.length < 2) continue;
    peers.sort((a, b) => a.gain - b.gain);
    for (let from = 0; from < peers.length;) {
      let to = from;
      while (peers[to + 1]?.gain === peers[from]?.gain) to++;
      for (const { series, place } of peers.slice(from, to + 1)) {
        const column = ranks[series];
        if (column) column[place] = (from + to) / 2 / (peers.length - 1);
      }
      from = to + 1;
    }
  }
  return ranks;
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
