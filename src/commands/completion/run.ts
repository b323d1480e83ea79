import { Failure } from '../../core/failure.ts';
import { bashCompletion } from '../../deploy/completion/bash.ts';
import { commandLines } from '../../deploy/completion/command-lines.ts';
import type { CommandLine } from '../../deploy/completion/command-lines.ts';
import { fishCompletion } from '../../deploy/completion/fish.ts';
import { zshCompletion } from '../../deploy/completion/zsh.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { SHELLS } from './command.ts';

type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (lines: readonly CommandLine[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Touches nothing but the lists. */
export async function run(
  { jobs, commands }: CommandContext,
  _options: unknown,
  [name = '']: readonly string[],
): Promise<CommandResult> {
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined) {
    throw new Failure('usage', `expected a shell: ${SHELLS.join(', ')}; found "${name}"`);
  }
  const script = SCRIPTS[shell](commandLines(jobs, commands));
  return { text: script, json: { shell, script } };
}
