import type { SessionDate } from '../market/session-date.ts';
import type { Samples } from './hit-statistics.ts';

/** Hits whose returns lie together: one object for each would need several times the memory. */
const CHUNK_HITS = 1024;

/** Returns of one strategy's hits, as many of each hit. */
export interface JudgedHits {
  readonly width: number;
  readonly sessions: SessionDate[];
  readonly chunks: Float64Array[];
}

/** None yet. @param width returns of each hit */
export function judgedHits(width: number): JudgedHits {
  return { width, sessions: [], chunks: [] };
}

/** Adds a hit. @param values as many as the width; NaN is absent */
export function addHit(hits: JudgedHits, session: SessionDate, values: Float64Array): void {
  const { width, sessions, chunks } = hits;
  const place = sessions.length % CHUNK_HITS;
  if (place === 0) chunks.push(new Float64Array(CHUNK_HITS * width));
  chunks.at(-1)?.set(values, place * width);
  sessions.push(session);
}

/** Room for the samples of one place after those of another. */
export interface SampleSpace {
  readonly sessions: SessionDate[];
  readonly values: Float64Array;
}

/** Room for all hits. */
export function sampleSpace({ sessions }: JudgedHits): SampleSpace {
  return { sessions: [...sessions], values: new Float64Array(sessions.length) };
}

/**
 * The hits' returns at a place, those that are there.
 *
 * @param space in which they stand until it is used again
 */
export function samplesAt(
  { width, sessions, chunks }: JudgedHits,
  place: number,
  { sessions: own, values }: SampleSpace,
): Samples {
  let count = 0;
  for (const [hit, session] of sessions.entries()) {
    const chunk = chunks[Math.floor(hit / CHUNK_HITS)];
    const value = chunk?.[(hit % CHUNK_HITS) * width + place] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    own[count] = session;
    values[count++] = value;
  }
  return { sessions: own, values: values.subarray(0, count) };
}
