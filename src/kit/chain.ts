import type { ReturnedOutcome } from '../core/outcome.ts';
import type { Job } from './job.ts';

/** One step of a chain: a job, the steps that must have gone well before it, and its options. */
export interface ChainStep {
  readonly job: Job;
  /** Names of steps; a step whose forerunner failed is skipped with that reason. */
  readonly after: readonly string[];
  readonly options?: Readonly<Record<string, string | boolean>>;
}

/** How a step ended: as a run does, or not at all. */
export type StepEnd =
  | { readonly kind: 'ended'; readonly outcome: ReturnedOutcome | 'failed' }
  | { readonly kind: 'skipped'; readonly reason: string };

/** A chain of jobs with dependencies; branches that do not depend on each other run side by side. */
export interface Chain {
  readonly name: string;
  readonly steps: readonly ChainStep[];
}

/**
 * Declares a chain.
 *
 * @throws Error for a step that waits for an unknown or later one: a mistake of the program
 */
export function defineChain(name: string, steps: readonly ChainStep[]): Chain {
  const known = new Set<string>();
  for (const { job, after } of steps) {
    const stranger = after.find((forerunner) => !known.has(forerunner));
    if (stranger !== undefined) {
      throw new Error(
        `step "${job.name}" of "${name}" waits for "${stranger}", which is not before it`,
      );
    }
    if (known.has(job.name)) throw new Error(`step "${job.name}" stands twice in "${name}"`);
    known.add(job.name);
  }
  return { name, steps };
}

const wentWell = (end: StepEnd): boolean => end.kind === 'ended' && end.outcome !== 'failed';

/**
 * What a chain does next: the steps that can start, and those that never will, with the reason.
 *
 * @param ends how steps ended so far
 * @param running names of steps under way
 */
export function nextSteps(
  chain: Chain,
  ends: ReadonlyMap<string, StepEnd>,
  running: ReadonlySet<string>,
): { readonly start: ChainStep[]; readonly skip: { step: ChainStep; reason: string }[] } {
  const start: ChainStep[] = [];
  const skip: { step: ChainStep; reason: string }[] = [];
  for (const step of chain.steps) {
    if (ends.has(step.job.name) || running.has(step.job.name)) continue;
    const forerunners = step.after.map((name) => ({ name, end: ends.get(name) }));
    const failed = forerunners.find(({ end }) => end && !wentWell(end));
    if (failed) skip.push({ step, reason: `${failed.name} did not go well` });
    else if (forerunners.every(({ end }) => end)) start.push(step);
  }
  return { start, skip };
}

/**
 * Runs a chain to its end.
 *
 * @param runStep runs one step; it never rejects: a failure is an end
 * @returns how each step ended, by name
 */
export async function runChain(
  chain: Chain,
  runStep: (step: ChainStep) => Promise<StepEnd>,
): Promise<ReadonlyMap<string, StepEnd>> {
  const ends = new Map<string, StepEnd>();
  const running = new Map<string, Promise<void>>();
  const toEnd = async (step: ChainStep): Promise<void> => {
    const end = await runStep(step);
    ends.set(step.job.name, end);
    running.delete(step.job.name);
  };
  while (ends.size < chain.steps.length) {
    const { start, skip } = nextSteps(chain, ends, new Set(running.keys()));
    for (const { step, reason } of skip) ends.set(step.job.name, { kind: 'skipped', reason });
    for (const step of start) running.set(step.job.name, toEnd(step));
    if (skip.length === 0) await Promise.race(running.values());
  }
  return ends;
}
