import type { SessionDate } from '../market/session-date.ts';
import { growthOf } from './returns.ts';
import type { ReturnSeries } from './returns.ts';

/** A fall from a high, and the way back. */
export interface Drawdown {
  /** Negative fraction of the peak: −0.1 is ten per cent lost. */
  readonly depth: number;
  readonly peak: SessionDate;
  readonly trough: SessionDate;
  /** First session at or above the peak again; absent: not yet. */
  readonly recovery?: SessionDate;
  /** Sessions from peak to trough, and from peak to recovery or the end. */
  readonly fallSessions: number;
  readonly sessions: number;
}

/** Share below the highest value so far, zero or negative, one for each session. */
export function underwater({ returns }: Pick<ReturnSeries, 'returns'>): Float64Array {
  let high = 0;
  return growthOf(returns).map((value) => {
    high = Math.max(high, value);
    return high > 0 ? value / high - 1 : 0;
  });
}

/**
 * Every drawdown, oldest first, from the starting capital on (Magdon-Ismail and Atiya 2004).
 * A rise that falls short of the old high belongs to the same drawdown.
 */
export function drawdowns(series: ReturnSeries): Drawdown[] {
  const { sessions } = series;
  const below = underwater(series);
  const found: Drawdown[] = [];
  let peak = 0;
  let trough = 0;
  const close = (end: number, recovered: boolean): void => {
    const [from, low, back] = [sessions[peak], sessions[trough], sessions[end]];
    if (from === undefined || low === undefined) return;
    found.push({
      depth: below[trough] ?? 0,
      peak: from,
      trough: low,
      ...(recovered && back !== undefined ? { recovery: back } : {}),
      fallSessions: trough - peak,
      sessions: end - peak,
    });
  };
  for (const [index, depth] of below.entries()) {
    if (depth < 0) {
      if (trough <= peak || depth < (below[trough] ?? 0)) trough = index;
      continue;
    }
    if (trough > peak) close(index, true);
    peak = index;
    trough = index;
  }
  if (trough > peak) close(below.length - 1, false);
  return found;
}

/** The deepest drawdown; of equals the first. @returns absent when value never fell */
export function deepest(falls: readonly Drawdown[]): Drawdown | undefined {
  let worst: Drawdown | undefined;
  for (const fall of falls) if (!worst || fall.depth < worst.depth) worst = fall;
  return worst;
}

/**
 * Maximum drawdown as a negative fraction, as empyrical's `max_drawdown`.
 *
 * @returns zero when value never fell, absent without a return
 */
export function maximumDrawdown(returns: Float64Array): number | undefined {
  if (returns.length === 0) return undefined;
  let worst = 0;
  for (const depth of underwater({ returns })) worst = Math.min(worst, depth);
  return worst;
}
