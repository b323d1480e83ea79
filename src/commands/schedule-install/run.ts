import { Failure } from '../../core/failure.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { chosenJobs, placeProblems } from '../schedule-desk.ts';
import { askedKind } from '../schedule-kinds.ts';
import type { Step } from '../schedule-step.ts';
import { doneText } from '../schedule-step.ts';
import type { options } from './command.ts';
import { cronSteps } from './cron.ts';
import { timerSteps } from './timers.ts';

/** Steps of an installation, and what to say after them. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly after: string;
  /** Reads back what was done. @throws Failure `config` when it does not hold */
  readonly confirm: () => Promise<string>;
}

/**
 * Installs. Everything that stands in the way is told before anything is changed.
 *
 * @throws Failure `usage`, `config`, `disk-create`
 */
export async function run(
  ctx: CommandContext,
  asked: OptionValues<typeof options>,
): Promise<CommandResult> {
  const kind = askedKind(asked);
  const machine = await ctx.machine();
  const jobs = chosenJobs(ctx, asked.jobs);
  const problems = placeProblems(ctx, machine, kind);
  if (ctx.sandbox) problems.push('expected real runs, found --sandbox: it is no flag of timers');
  const plan =
    kind === 'cron'
      ? await cronSteps(ctx, machine, asked, jobs, problems)
      : await timerSteps(ctx, machine, kind, jobs, asked.jobs === undefined, problems);
  if (asked.dryRun) {
    const would = [
      ...problems.map((problem) => `in the way: ${problem}\n`),
      ...plan.steps.map(({ words }) => `would ${words}\n`),
    ];
    return {
      text: would.length === 0 ? 'nothing to change\n' : would,
      json: { problems, steps: plan.steps.map(({ words }) => words), done: false },
    };
  }
  const [first] = problems;
  if (first !== undefined) throw new Failure('config', first);
  for (const { act } of plan.steps) await act();
  const confirmed = await plan.confirm();
  return {
    text: `${doneText(plan.steps)}${confirmed}${plan.after}`,
    json: { problems, steps: plan.steps.map(({ words }) => words), done: true },
  };
}
