import type { DailySeries } from '../../core/analysis/daily-series.ts';
import { patternHits } from '../../core/patterns/registry.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import { analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { PatternFindings } from '../../store/patterns.ts';
import type { options } from './job.ts';

type Values = Options<typeof options>;

/** Hits that are written together. */
const BATCH_HITS = 20_000;

/** A hit as it is printed. */
interface PrintedHit {
  readonly symbol: string;
  readonly session: SessionDate;
  readonly pattern: string;
  readonly value: number;
}

/** Patterns of the bars at the places, by session and name. */
function hitsAt(series: DailySeries, places: readonly number[]): PatternFindings['found'] {
  const wanted = new Set(places);
  return patternHits(series, places[0]).flatMap(({ place, pattern, value }) => {
    const session = series.sessions[place];
    return session !== undefined && wanted.has(place) ? [{ session, pattern, value }] : [];
  });
}

async function ofFile(ctx: Context, values: Values, input: string): Promise<Outcome> {
  const { symbol, series, places } = await analysisFile(ctx, { ...values, input });
  const hits = hitsAt(series, places).map((hit): PrintedHit => ({ symbol, ...hit }));
  return {
    status: hits.length > 0 ? 'ok' : 'noop',
    summary: `${hits.length} patterns in ${places.length} sessions of "${input}"`,
    counts: { sessions: places.length, hits: hits.length },
    result: hits,
  };
}

/** Finds patterns in what is kept, and keeps the hits: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  if (values.input !== undefined) return ofFile(ctx, values, values.input);
  const selection = await selectAnalysis(ctx, values);
  for (const sentence of selection.unknown) ctx.warn(sentence);
  const printed: PrintedHit[] | undefined = values.symbols ? [] : undefined;
  const seen = new Set<SessionDate>();
  let [instruments, hits, waiting, changed] = [0, 0, 0, 0];
  let batch: PatternFindings[] = [];
  const keep = async (): Promise<void> => {
    const findings = batch;
    [batch, waiting] = [[], 0];
    if (findings.length > 0) {
      changed += await ctx.store.write((books) => books.patterns.replace(findings));
    }
  };
  for await (const { instrument, series, places } of adjustedSeries(ctx.store, selection)) {
    ctx.step();
    ctx.progress.update('instruments', instruments, selection.instruments.length);
    const { instrumentId, symbol } = instrument;
    const sessions = places.flatMap((place) => series.sessions[place] ?? []);
    const found = hitsAt(series, places);
    for (const session of sessions) seen.add(session);
    for (const hit of found) printed?.push({ symbol, ...hit });
    batch.push({ instrumentId, sessions, found });
    instruments++;
    hits += found.length;
    waiting += found.length;
    if (waiting >= BATCH_HITS) await keep();
  }
  await keep();
  const unknown = selection.unknown.length;
  const nothing = instruments === 0;
  return {
    status: unknown > 0 ? 'partial' : nothing ? 'noop' : 'ok',
    summary: nothing
      ? 'no daily bars are kept of the sessions asked for: `paperjobs eod` fetches them'
      : `${hits} patterns of ${instruments} instruments in ${whenWords(seen)}`,
    counts: { instruments, sessions: seen.size, hits, changed, unknown },
    ...(printed ? { result: printed } : {}),
  };
}

function whenWords(sessions: ReadonlySet<SessionDate>): string {
  const [only] = sessions;
  return sessions.size === 1 ? String(only) : `${sessions.size} sessions`;
}
