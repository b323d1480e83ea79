import { Failure } from '../core/failure.ts';
import type { Machine } from '../ports/machine.ts';

/** Something that is done to the machine. */
export interface Step {
  /** What it does, as a person says it after "would": `write /etc/…`. */
  readonly words: string;
  readonly act: () => Promise<void>;
}

/** Steps that were done, a line each. */
export function doneText(steps: readonly Step[]): string {
  if (steps.length === 0) return 'nothing to change\n';
  return steps.map(({ words }) => `done: ${words}\n`).join('');
}

/** A step that runs a program of the machine. @throws Failure `config` when it fails */
export function command(machine: Machine, words: readonly string[], told = words.join(' ')): Step {
  return {
    words: `run ${told}`,
    act: async () => {
      const answered = await machine.ask(words);
      if (answered?.status === 0) return;
      const why = answered
        ? `status ${answered.status}: ${answered.stderr.trim()}`
        : 'no such program';
      throw new Failure(
        'config',
        `expected \`${told}\` to succeed, found ${why}; mend that and install again`,
      );
    },
  };
}
