import { defineCommand } from '../../kit/command.ts';

/** The shells that are known. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Prints the completion script of a shell. */
export const completion = defineCommand({
  name: 'completion',
  summary: 'The completion script of a shell, made from the same lists as the help',
  arguments: [{ name: 'shell', help: SHELLS.join(', '), required: true, choices: SHELLS }],
  options: {},
  examples: [
    'completion bash',
    'completion bash > ~/.local/share/bash-completion/completions/paperjobs',
    'completion zsh > "${fpath[1]}/_paperjobs"',
    'completion fish > ~/.config/fish/completions/paperjobs.fish',
  ],
  load: () => import('./run.ts'),
});
