import type { CommanderError } from 'commander';
import { Failure } from '../core/failure.ts';
import type { Command } from '../kit/command.ts';
import { COMMON_FLAGS } from '../kit/flags.ts';
import type { Job } from '../kit/job.ts';

/** All that can be asked for. */
export interface Lists {
  readonly jobs: readonly Job[];
  readonly commands: readonly Command[];
}

const HELP_FLAGS = new Set(['-h', '--help']);

/** Whether the words begin with a name, or with the first word of one and nothing else. */
function isName([first = '', second]: readonly string[], { jobs, commands }: Lists): boolean {
  const names = [...jobs, ...commands].map(({ name }) => name);
  if (names.includes(first) || second === undefined) {
    return names.some((name) => name === first || name.startsWith(`${first} `));
  }
  return names.includes(`${first} ${second}`);
}

/**
 * `help show candles` asks what `show candles --help` asks: by itself the word takes one other. Of a
 * word that is no name there is no help: without the flag it is refused, with the nearest spelling.
 */
export function plainHelp(given: readonly string[], all: Lists): readonly string[] {
  const [word, ...rest] = given;
  const words = word === 'help' && rest.length > 0 ? [...rest, '--help'] : given;
  if (!words.some((one) => HELP_FLAGS.has(one))) return words;
  const before = words.slice(
    0,
    words.findIndex((one) => one.startsWith('-')),
  );
  return before.length === 0 || isName(before, all)
    ? words
    : words.filter((one) => !HELP_FLAGS.has(one));
}

/** The job or command that the words begin with, followed by a space; empty where they begin with none. */
function namedBy(argv: readonly string[], { jobs, commands }: Lists): string {
  const said = `${argv.join(' ')} `;
  const names = [...jobs, ...commands].map(({ name }) => `${name} `);
  const fitting = names.filter((name) => said.startsWith(name));
  return fitting.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

/** The flag of every job among the words, where no name of a job or command stands before it. */
function earlyFlag(argv: readonly string[], all: Lists): string | undefined {
  const flag = argv.find((word) => word.startsWith('-'))?.split('=')[0];
  const known = COMMON_FLAGS.some(({ long, short }) => flag === long || flag === short);
  return known && namedBy(argv, all) === '' ? flag : undefined;
}

/** What is wrong with the words, with the nearest spelling or the help to look at. */
export function usageFailure(error: CommanderError, argv: readonly string[], all: Lists): Failure {
  if (error.code === 'commander.help') {
    const where = argv.filter((word) => !word.startsWith('-')).join(' ');
    return new Failure(
      'usage',
      `expected a command${where === '' ? '' : ` after "${where}"`}: see \`paperjobs ${where === '' ? '' : `${where} `}--help\``,
    );
  }
  const early = error.code === 'commander.unknownOption' ? earlyFlag(argv, all) : undefined;
  if (early !== undefined) {
    const sentence = `expected ${early} after the name of a job or command, found it before: see \`paperjobs --help\``;
    return new Failure('usage', sentence, { cause: error });
  }
  const sentence = error.message
    .replace(/^error: /, '')
    .replace(
      /^(too many arguments) for .*\. Expected (\d+) arguments? but got (\d+)\.$/,
      '$1: expected $2, found $3',
    )
    .replaceAll(/\n\(Did you mean (.+)\?\)/g, '; did you mean $1?');
  const advice = sentence.includes('; did you mean ')
    ? ''
    : `; see \`paperjobs ${namedBy(argv, all)}--help\``;
  return new Failure('usage', `${sentence}${advice}`, { cause: error });
}
