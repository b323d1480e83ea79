import type { OutcomeWord } from '../core/outcome.ts';

/** One step of a chain: a job, and what must come before it. */
export interface ChainStep {
  /** Name of a job. */
  readonly name: string;
  /** Steps that must have gone well; one that did not has this one skipped, with that reason. */
  readonly needs: readonly string[];
  /** Steps that must have ended, well or not. */
  readonly follows?: readonly string[];
}

/** How a step ended: as a run does, not at all, or in an earlier run of the chain. */
export type StepEnd =
  | {
      readonly kind: 'ended';
      /** `crashed`: the process died without a word. */
      readonly outcome: OutcomeWord | 'crashed';
      readonly summary: string;
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'before' };

/** A chain of jobs; branches that do not depend on each other run side by side. */
export interface Chain<Step extends ChainStep = ChainStep> {
  readonly name: string;
  readonly steps: readonly Step[];
}

/**
 * Declares a chain.
 *
 * @throws Error for a step that waits for an unknown or later one: a mistake of the program
 */
export function defineChain<Step extends ChainStep>(
  name: string,
  steps: readonly Step[],
): Chain<Step> {
  const known = new Set<string>();
  for (const { name: step, needs, follows = [] } of steps) {
    const stranger = [...needs, ...follows].find((forerunner) => !known.has(forerunner));
    if (stranger !== undefined) {
      throw new Error(
        `step "${step}" of "${name}" waits for "${stranger}", which is not before it`,
      );
    }
    if (known.has(step)) throw new Error(`step "${step}" stands twice in "${name}"`);
    known.add(step);
  }
  return { name, steps };
}

const WELL: ReadonlySet<string> = new Set<OutcomeWord>([
  'ok',
  'noop',
  'partial',
  'closed',
  'disabled',
]);

/** Whether what needs the step may go on. */
export function wentWell(end: StepEnd): boolean {
  return end.kind === 'before' || (end.kind === 'ended' && WELL.has(end.outcome));
}

/**
 * What a chain does next: the steps that can start, and those that never will, with the reason.
 *
 * @param ends how steps ended so far
 * @param running names of steps under way
 */
export function nextSteps<Step extends ChainStep>(
  chain: Chain<Step>,
  ends: ReadonlyMap<string, StepEnd>,
  running: ReadonlySet<string>,
): { readonly start: Step[]; readonly skip: { step: Step; reason: string }[] } {
  const start: Step[] = [];
  const skip: { step: Step; reason: string }[] = [];
  for (const step of chain.steps) {
    if (ends.has(step.name) || running.has(step.name)) continue;
    const broken = step.needs.find((name) => {
      const end = ends.get(name);
      return end !== undefined && !wentWell(end);
    });
    const waits = [...step.needs, ...(step.follows ?? [])].some((name) => !ends.has(name));
    if (broken !== undefined) skip.push({ step, reason: `${broken} did not go well` });
    else if (!waits) start.push(step);
  }
  return { start, skip };
}

/** How a chain is run. */
export interface ChainRun<Step extends ChainStep> {
  /** Steps that were done in an earlier run. */
  readonly before?: ReadonlySet<string>;
  /** Once it says yes no step is started any more; those under way are awaited. */
  readonly stopped?: () => boolean;
  /** Runs one step; it never rejects: a failure is an end. */
  readonly runStep: (step: Step) => Promise<StepEnd>;
}

/**
 * Runs a chain to its end.
 *
 * @returns how each step ended, by name; a chain that was stopped lacks the steps that never began
 */
export async function runChain<Step extends ChainStep>(
  chain: Chain<Step>,
  { before = new Set(), stopped = () => false, runStep }: ChainRun<Step>,
): Promise<ReadonlyMap<string, StepEnd>> {
  const ends = new Map<string, StepEnd>();
  for (const { name } of chain.steps) if (before.has(name)) ends.set(name, { kind: 'before' });
  const running = new Map<string, Promise<void>>();
  const toEnd = async (step: Step): Promise<void> => {
    const end = await runStep(step);
    ends.set(step.name, end);
    running.delete(step.name);
  };
  while (ends.size < chain.steps.length) {
    const { start, skip } = stopped()
      ? { start: [], skip: [] }
      : nextSteps(chain, ends, new Set(running.keys()));
    for (const { step, reason } of skip) ends.set(step.name, { kind: 'skipped', reason });
    for (const step of start) running.set(step.name, toEnd(step));
    if (running.size === 0 && skip.length === 0) break;
    if (skip.length === 0) await Promise.race(running.values());
  }
  return ends;
}
