import { mean, ratio, sampleDeviation } from '../portfolio/statistics.ts';

/** Returns of hits, side by side: there are hundreds of thousands of them. */
export interface Samples<Session> {
  /** Session of each, or what stands for it; there may be more of them than values. */
  readonly sessions: ArrayLike<Session>;
  /** Fractions. */
  readonly values: Float64Array;
}

/** How returns of a strategy's hits after some bars are distributed. Fractions; absent: undefined. */
export interface HitStatistics {
  /** Hits with so many bars behind them. */
  readonly hits: number;
  /** Sessions with such hits. */
  readonly sessions: number;
  /** Part of them that won. */
  readonly hitRate?: number;
  readonly mean?: number;
  readonly median?: number;
  readonly q05?: number;
  readonly q25?: number;
  readonly q75?: number;
  readonly q95?: number;
  /** Mean by its standard error, hits taken as independent. */
  readonly tValue?: number;
  /** Mean return of the whole universe on the hits' sessions, each weighed by its hits. */
  readonly universeMean?: number;
  /** Mean of the hits' returns less the universe's of the same session. */
  readonly excessMean?: number;
  /**
   * Mean of the sessions' mean excesses by its standard error: hits of one session move together, so
   * sessions and not hits are counted (Fama and MacBeth 1973).
   */
  readonly excessTValue?: number;
}

/**
 * The quantile of sorted values by linear interpolation between neighbours (Hyndman and Fan 1996,
 * type 7). @returns absent for none
 */
export function quantile(sorted: Float64Array, part: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const place = (sorted.length - 1) * part;
  const low = Math.floor(place);
  const [below, above] = [sorted[low] ?? 0, sorted[Math.min(low + 1, sorted.length - 1)] ?? 0];
  return below + (above - below) * (place - low);
}

function tValueOf(values: Float64Array): number | undefined {
  const deviation = sampleDeviation(values);
  return ratio(
    mean(values),
    deviation === undefined ? undefined : deviation / Math.sqrt(values.length),
  );
}

/** Mean excess of each session that the universe has a return of. */
function excesses<Session>(
  { sessions, values }: Samples<Session>,
  universe: (session: Session) => number | undefined,
): { hits: Float64Array; sessions: Float64Array; universe: Float64Array } {
  const bySession = new Map<Session, { sum: number; count: number }>();
  const [hits, others] = [new Float64Array(values.length), new Float64Array(values.length)];
  let count = 0;
  for (const [place, value] of values.entries()) {
    const session = sessions[place];
    const other = session === undefined ? undefined : universe(session);
    if (session === undefined || other === undefined) continue;
    hits[count] = value - other;
    others[count++] = other;
    const known = bySession.get(session) ?? { sum: 0, count: 0 };
    known.sum += value - other;
    known.count++;
    bySession.set(session, known);
  }
  return {
    hits: hits.subarray(0, count),
    sessions: Float64Array.from(bySession.values(), ({ sum, count: own }) => sum / own),
    universe: others.subarray(0, count),
  };
}

/**
 * Statistics of hits' returns over one horizon. The values are sorted in their place.
 *
 * @param universe mean return of all instruments that were dealt in on a session, over the same horizon
 */
export function hitStatistics<Session>(
  samples: Samples<Session>,
  universe: (session: Session) => number | undefined,
): HitStatistics {
  const { sessions, values } = samples;
  const excess = excesses(samples, universe);
  let won = 0;
  for (const value of values) if (value > 0) won++;
  const distinct = new Set<Session | undefined>();
  for (let place = 0; place < values.length; place++) distinct.add(sessions[place]);
  const [average, tValue] = [mean(values), tValueOf(values)];
  const sorted = values.sort();
  const figures = {
    hitRate: values.length === 0 ? undefined : won / values.length,
    mean: average,
    median: quantile(sorted, 0.5),
    q05: quantile(sorted, 0.05),
    q25: quantile(sorted, 0.25),
    q75: quantile(sorted, 0.75),
    q95: quantile(sorted, 0.95),
    tValue,
    universeMean: mean(excess.universe),
    excessMean: mean(excess.hits),
    excessTValue: tValueOf(excess.sessions),
  };
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  return {
    hits: values.length,
    sessions: distinct.size,
    ...Object.fromEntries(known),
  };
}
