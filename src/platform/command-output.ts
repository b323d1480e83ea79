import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const LONGEST_MS = 20_000;

/**
 * Runs a line of a shell, or a program with its arguments, and gives what it printed: for secrets
 * that a password manager holds. It has 20 seconds and no input.
 */
export async function commandOutput(command: string | readonly string[]): Promise<string> {
  const [program = '', ...words] =
    typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
  const { stdout } = await promisify(execFile)(program, words, { timeout: LONGEST_MS });
  return stdout;
}
