import type { Command } from '../kit/command.ts';

/** Every command that is no job. */
export const COMMANDS: readonly Command[] = [];
