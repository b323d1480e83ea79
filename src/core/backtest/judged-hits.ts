import type { Samples } from './hit-statistics.ts';

/**
 * Bars of an instrument from its first hit on. Each is kept once, however many hits look at it: the
 * returns of every hit would need ten times the memory.
 */
export interface JudgedBars {
  /** Numbers of the sessions, as many as there are bars. */
  readonly sessions: Uint16Array;
  /** Rupees. */
  readonly open: Float64Array;
  readonly close: Float64Array;
  readonly fund: boolean;
}

/** One strategy's hits, side by side: their bars, and the places among these. */
export interface JudgedHits {
  readonly bars: JudgedBars[];
  readonly places: number[];
}

/** None yet. */
export function judgedHits(): JudgedHits {
  return { bars: [], places: [] };
}

/** Adds a hit at a place of its instrument's bars. */
export function addHit(hits: JudgedHits, bars: JudgedBars, place: number): void {
  hits.bars.push(bars);
  hits.places.push(place);
}

/** Room for the samples of one question after those of another. */
export interface SampleSpace {
  readonly sessions: Uint16Array;
  readonly values: Float64Array;
}

/** Room for all hits. */
export function sampleSpace({ places }: JudgedHits): SampleSpace {
  return {
    sessions: new Uint16Array(places.length),
    values: new Float64Array(places.length),
  };
}

/**
 * What comes after the hits, of those of which it is there, with the numbers of their sessions.
 *
 * @param after a hit by its number; NaN is absent
 * @param space in which they stand until it is used again
 */
export function samplesOf(
  { bars, places }: JudgedHits,
  after: (bars: JudgedBars, place: number, hit: number) => number,
  { sessions, values }: SampleSpace,
): Samples<number> {
  let count = 0;
  for (let hit = 0; hit < places.length; hit++) {
    const [own, place = 0] = [bars[hit], places[hit]];
    const value = own ? after(own, place, hit) : Number.NaN;
    if (!own || Number.isNaN(value)) continue;
    sessions[count] = own.sessions[place] ?? 0;
    values[count++] = value;
  }
  return { sessions: sessions.subarray(0, count), values: values.subarray(0, count) };
}
