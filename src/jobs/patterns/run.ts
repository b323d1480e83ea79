import type { SessionDate } from '../../core/market/session-date.ts';
import { analyse } from '../../feed/analyse.ts';
import { NO_DAILY_BARS, analysisFile, selectAnalysis } from '../../feed/analysis-selection.ts';
import { findingsKeeper } from '../../feed/findings-keeper.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import type { options } from './job.ts';
import { hitsAt, patternsTask, unpacked } from './task.ts';
import type { NamedPatterns } from './task.ts';

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
  const keeper = findingsKeeper<NamedPatterns>(BATCH_HITS, (batch) =>
    ctx.store.write((books) => books.patterns.replace(batch)),
  );
  await analyse(ctx, selection, patternsTask, async (packed) => {
    const findings = packed.map(unpacked);
    for (const { symbol, found } of findings) {
      for (const hit of found) printed?.push({ symbol, ...hit });
    }
    await keeper.take(findings);
  });
  const { instruments, sessions, hits, changed } = await keeper.end();
  const unknown = selection.unknown.length;
  const nothing = instruments === 0;
  return {
    status: unknown > 0 ? 'partial' : nothing ? 'noop' : 'ok',
    summary: nothing
      ? NO_DAILY_BARS
      : `${hits} patterns of ${instruments} instruments in ${whenWords(sessions)}`,
    counts: { instruments, sessions: sessions.length, hits, changed, unknown },
    ...(printed ? { result: printed } : {}),
  };
}

function whenWords(sessions: readonly SessionDate[]): string {
  const [only] = sessions;
  return sessions.length === 1 ? String(only) : `${sessions.length} sessions`;
}
