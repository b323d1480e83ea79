import { Failure, mostTelling } from '../core/failure.ts';
import type { Context } from '../kit/context.ts';
import type { Outcome } from '../kit/job.ts';

/** A part of a run, and how it ended. */
export interface Part {
  readonly name: string;
  readonly end: Outcome | Failure;
}

/** Failures of the run as a whole: no other part goes on after them. */
const FINAL: ReadonlySet<string> = new Set(['stopped', 'disk-io', 'disk-create', 'usage']);

/** Does one part; its failure leaves the others. @throws what concerns the run as a whole */
export async function partOf(name: string, work: () => Promise<Outcome>): Promise<Part> {
  try {
    return { name, end: await work() };
  } catch (error) {
    if (!(error instanceof Failure) || FINAL.has(error.code)) throw error;
    return { name, end: error };
  }
}

function statusOf(outcomes: readonly Outcome[], failed: number): Outcome['status'] {
  if (failed > 0 || outcomes.some(({ status }) => status === 'partial')) return 'partial';
  return outcomes.every(({ status }) => status === 'noop') ? 'noop' : 'ok';
}

/**
 * What the parts say about the run: each counts, none hides another. Where nothing was to be done the
 * first part's words tell it.
 *
 * @throws Failure when every part failed: the one that tells the most
 */
export function joinParts(ctx: Context, parts: readonly Part[]): Outcome {
  const failures = parts.flatMap(({ end }) => (end instanceof Failure ? [end] : []));
  const outcomes = parts.flatMap(({ end }) => (end instanceof Failure ? [] : [end]));
  const telling = mostTelling(failures);
  const [first, ...more] = outcomes;
  if (!first) throw telling ?? new Error('a run without parts');
  for (const { name, end } of parts) {
    if (end instanceof Failure) ctx.warn(`${name}: ${end.message}`);
  }
  const status = statusOf(outcomes, failures.length);
  const failed = parts.filter(({ end }) => end instanceof Failure).map(({ name }) => name);
  const told = status === 'noop' ? [] : more.filter((outcome) => outcome.status !== 'noop');
  const words = [first, ...told].map(({ summary }) => summary);
  return {
    status,
    summary: [...words, ...(failed.length > 0 ? [`failed: ${failed.join(', ')}`] : [])].join('; '),
    counts: {
      ...Object.assign({}, ...outcomes.map(({ counts }) => counts)),
      requests: ctx.sources.requestCount(),
      ...(failed.length > 0 ? { failedParts: failed.length } : {}),
    },
    async last(books) {
      for (const outcome of outcomes) await outcome.last?.(books);
    },
  };
}
