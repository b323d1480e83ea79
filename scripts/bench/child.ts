import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The kernel's unit of `/proc/self/stat`, milliseconds. */
const TICK_MS = 10;
/** Times that one command is run in a round: together they are long against a tick. */
const RUNS_IN_A_ROUND = 4;

/**
 * User and system time of all children that have ended, milliseconds. It counts whole processes,
 * from exec to exit, and other work on the machine disturbs it far less than the clock. Where there
 * is no `/proc` it is the clock.
 */
export function childrenMs(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // The name in brackets may hold blanks; `cutime` and `cstime` are the 16th and 17th field.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
  } catch {
    return performance.now();
  }
}

/** How a child is run. */
interface Running {
  /** Statuses with which it may end; 0 unless told. */
  readonly expected?: readonly number[];
  /** Variables beside our own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs Node with the words and waits for its end.
 *
 * @returns what it printed
 * @throws Error when it ends with another status than those that are expected
 */
export function runNode(
  words: readonly string[],
  { expected = [0], environment = {} }: Running = {},
): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, ...environment },
  });
  if (status !== null && expected.includes(status)) return stdout;
  throw new Error(`"node ${words.join(' ')}" ended with ${status}: ${stderr}${stdout}`);
}

/** CPU time of one whole process, milliseconds: the mean of a few runs in a row. */
export function processMs(words: readonly string[]): number {
  const before = childrenMs();
  for (let run = 0; run < RUNS_IN_A_ROUND; run++) runNode(words);
  return (childrenMs() - before) / RUNS_IN_A_ROUND;
}

/** The first word of a child that is this same script. */
export const CHILD = '--child';

/** Runs this script as a child that prints numbers. @param words the child's name and arguments */
export function numbersFrom(words: readonly string[]): Record<string, number> {
  const script = process.argv[1] ?? '';
  return JSON.parse(runNode(['--expose-gc', script, CHILD, ...words])) as Record<string, number>;
}
