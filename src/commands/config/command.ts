import { defineCommand } from '../../kit/command.ts';

/** Options of `config show`. */
export const showOptions = {
  origin: { type: 'flag', help: 'tell where each value comes from' },
} as const;

/** Tells the settings in force. */
export const configShow = defineCommand({
  name: 'config show',
  summary: 'The settings in force; secrets only as set or not set',
  options: showOptions,
  examples: ['config show', 'config show --origin --json'],
  load: async () => ({ run: (await import('./run.ts')).show }),
});

/** Checks the configuration. */
export const configCheck = defineCommand({
  name: 'config check',
  summary: 'Read the configuration and tell what is wrong with it, by line and column',
  options: {},
  examples: ['config check', 'config check --config ./paperjobs.toml'],
  load: async () => ({ run: (await import('./run.ts')).check }),
});
