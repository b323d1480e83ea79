import { columnPool as readPool } from '../../core/analysis/column-pool.ts';
import { columnPool } from '../../core/patterns/candles.ts';
import { PATTERN_NAMES } from '../../core/patterns/names.ts';
import { patternHits } from '../../core/patterns/registry.ts';
import type { DailySeries } from '../../core/analysis/daily-series.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { seriesOfPiece } from '../../feed/adjusted-series.ts';
import type { AnalysisPiece } from '../../feed/adjusted-series.ts';
import type { WorkerTask } from '../../kit/worker-task.ts';
import type { PatternFindings } from '../../store/patterns.ts';

/** Patterns of the bars at the places, by session and name. */
export function hitsAt(series: DailySeries, places: readonly number[]): PatternFindings['found'] {
  const wanted = new Set(places);
  return patternHits(series, places[0]).flatMap(({ place, pattern, value }) => {
    const session = series.sessions[place];
    return session !== undefined && wanted.has(place) ? [{ session, pattern, value }] : [];
  });
}

/** What was found in an instrument, small enough to be sent from thread to thread. */
export interface PackedFindings {
  readonly instrumentId: number;
  readonly symbol: string;
  /** Sessions that were looked at, oldest first. */
  readonly sessions: readonly SessionDate[];
  /** Three numbers for each hit: place among the sessions, code of the pattern, value. */
  readonly hits: Int16Array;
}

const CODES = new Map(PATTERN_NAMES.map((name, code) => [name, code]));

/** What was found in an instrument, with its name. */
export interface NamedPatterns extends PatternFindings {
  readonly symbol: string;
}

/** What was found, in words again. */
export function unpacked({ instrumentId, symbol, sessions, hits }: PackedFindings): NamedPatterns {
  const found: PatternFindings['found'][number][] = [];
  for (let at = 0; at < hits.length; at += 3) {
    const [place = 0, code = 0, value = 0] = hits.subarray(at, at + 3);
    const [session, pattern] = [sessions[place], PATTERN_NAMES[code]];
    if (session !== undefined && pattern !== undefined) found.push({ session, pattern, value });
  }
  return { instrumentId, symbol, sessions, found };
}

/** Looks for patterns in a few instruments. */
export const patternsTask: WorkerTask<AnalysisPiece, readonly PackedFindings[]> = {
  name: 'patterns',
  async work(store, piece) {
    const findings: PackedFindings[] = [];
    const pool = columnPool();
    const read = readPool();
    for await (const { instrument, series, places } of seriesOfPiece(store, piece, read)) {
      const sessions = places.flatMap((place) => series.sessions[place] ?? []);
      const placeOf = new Map(places.map((place, index) => [place, index]));
      const hits = patternHits(series, places[0], pool).flatMap(({ place, pattern, value }) => {
        const index = placeOf.get(place);
        return index === undefined ? [] : [index, CODES.get(pattern) ?? 0, value];
      });
      const { instrumentId, symbol } = instrument;
      findings.push({ instrumentId, symbol, sessions, hits: Int16Array.from(hits) });
    }
    return findings;
  },
};
