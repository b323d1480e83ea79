import type { SessionDate } from '../../core/market/session-date.ts';
import { analyse } from '../../feed/analyse.ts';
import { analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { PatternFindings } from '../../store/patterns.ts';
import type { options } from './job.ts';
import { hitsAt, patternsTask, unpacked } from './task.ts';

type Values = Options<typeof options>;

/** Hits that are written together. */
const BATCH_HITS = 10_000;

/** A hit as it is printed. */
interface PrintedHit {
  readonly symbol: string;
  readonly session: SessionDate;
  readonly pattern: string;
  readonly value: number;
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
  await analyse(ctx, selection, patternsTask, async (findings) => {
    for (const packed of findings) {
      const one = unpacked(packed);
      for (const session of one.sessions) seen.add(session);
      for (const hit of one.found) printed?.push({ symbol: packed.symbol, ...hit });
      batch.push(one);
      instruments++;
      hits += one.found.length;
      waiting += one.found.length;
    }
    if (waiting >= BATCH_HITS) await keep();
  });
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
