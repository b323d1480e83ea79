import type { SessionDate } from '../core/market/session-date.ts';
import type { Explanation } from '../core/sync/holes.ts';
import type { AskRecord } from './write-series.ts';

/** Whether a source answered for the session, whatever was in the answer. */
export function wasAsked(asks: readonly AskRecord[], session: SessionDate): boolean {
  return asks.some((ask) => ask.source !== undefined && ask.from <= session && session <= ask.to);
}

/**
 * Why a session, or a bar of it, is missing, as far as the run's requests tell.
 *
 * @param answeredWithout why, when that source answered without it
 * @returns absent when the session was not asked for
 */
export function reasonFrom(
  asks: readonly AskRecord[],
  session: SessionDate,
  answeredWithout: (source: string) => Explanation,
): Explanation | undefined {
  const covering = asks.filter(({ from, to }) => from <= session && session <= to);
  const source = covering.find((ask) => ask.source !== undefined)?.source;
  if (source !== undefined) return answeredWithout(source);
  const failure = covering.find((ask) => ask.failure)?.failure;
  if (failure) return { state: 'open', reason: `no source could answer (${failure.code})` };
  return covering.length > 0
    ? { state: 'open', reason: 'no source knows the instrument' }
    : undefined;
}
