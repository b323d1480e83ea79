import type { Command } from '../../kit/command.ts';
import { COMMON_FLAGS } from '../../kit/flags.ts';
import type { CommonFlag } from '../../kit/flags.ts';
import type { Job } from '../../kit/job.ts';
import { flagName } from '../../kit/options.ts';
import type { OptionSpec, OptionSpecs } from '../../kit/options.ts';

/** What a shell can offer for a value. */
export type Offered =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'nothing' };

/** A flag as shells complete it. */
export interface LineFlag {
  readonly long: string;
  readonly short?: string;
  readonly help: string;
  /** Absent: it takes no value. */
  readonly value?: Offered;
  /** What its value is called. */
  readonly placeholder?: string;
}

/** A job or command as it is written. */
export interface CommandLine {
  /** One or two. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly flags: readonly LineFlag[];
  /** What may stand after the words. */
  readonly argument: Offered;
}

const FILE = /^(?:file|path|socket)$/i;
const FOLDER = /^(?:dir|folder)$/i;

function offeredFor(placeholder: string | undefined): Offered {
  if (placeholder !== undefined && FILE.test(placeholder)) return { kind: 'files' };
  if (placeholder !== undefined && FOLDER.test(placeholder)) return { kind: 'folders' };
  return { kind: 'nothing' };
}

function valueOf(spec: OptionSpec): Offered | undefined {
  switch (spec.type) {
    case 'flag':
      return undefined;
    case 'choice':
      return { kind: 'words', words: spec.choices };
    case 'list':
      return spec.choices ? { kind: 'words', words: spec.choices } : { kind: 'nothing' };
    case 'text':
      return offeredFor(spec.placeholder);
    case 'count':
    case 'number':
    case 'session':
    case 'sessions':
    case 'duration':
      return { kind: 'nothing' };
  }
}

function placeholderOf(spec: OptionSpec): string | undefined {
  switch (spec.type) {
    case 'count':
    case 'number':
      return 'n';
    case 'session':
      return 'date';
    case 'sessions':
      return 'dates';
    case 'duration':
      return 'time';
    case 'text':
    case 'list':
      return spec.placeholder;
    case 'flag':
    case 'choice':
      return undefined;
  }
}

function ownFlags(specs: OptionSpecs): LineFlag[] {
  return Object.entries(specs).map(([name, spec]) => {
    const value = valueOf(spec);
    const placeholder = placeholderOf(spec);
    return {
      long: `--${flagName(name)}`,
      help: spec.help,
      ...(value ? { value } : {}),
      ...(placeholder === undefined ? {} : { placeholder }),
    };
  });
}

const LOG_FORMATS: Offered = { kind: 'words', words: ['auto', 'plain', 'json', 'journal'] };

function commonFlag({ long, short, placeholder, help }: CommonFlag): LineFlag {
  const value = long === '--log-format' ? LOG_FORMATS : offeredFor(placeholder);
  return {
    long,
    help,
    ...(short === undefined ? {} : { short }),
    ...(placeholder === undefined ? {} : { value, placeholder }),
  };
}

/** Every job and command as shells complete it and the manual tells it, in the order of the lists. */
export function commandLines(
  jobs: readonly Job[],
  commands: readonly Command[],
): readonly CommandLine[] {
  const names = jobs.map(({ name }) => name);
  return [
    ...jobs.map((job) => ({
      words: [job.name],
      summary: job.summary,
      flags: [...ownFlags(job.options), ...COMMON_FLAGS.map(commonFlag)],
      argument: { kind: 'nothing' } as const,
    })),
    ...commands.map((command) => {
      const first = command.arguments?.[0]?.name.toLowerCase();
      const argument: Offered =
        first === 'job' ? { kind: 'words', words: names } : offeredFor(first);
      const shared = COMMON_FLAGS.filter(({ jobsOnly }) => !jobsOnly);
      return {
        words: command.name.split(' '),
        summary: command.summary,
        flags: [...ownFlags(command.options), ...shared.map(commonFlag)],
        argument:
          command.arguments?.[0]?.choices === undefined
            ? argument
            : { kind: 'words' as const, words: command.arguments[0].choices },
      };
    }),
  ];
}

/** Words that stand first, with the second words of those that have some. */
export function wordTree(lines: readonly CommandLine[]): ReadonlyMap<string, readonly string[]> {
  const tree = new Map<string, string[]>();
  for (const { words } of lines) {
    const [first = '', second] = words;
    const known = tree.get(first) ?? [];
    tree.set(first, second === undefined ? known : [...known, second]);
  }
  return tree;
}
