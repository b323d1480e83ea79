import { Command as Commander, CommanderError, Option } from 'commander';
import { Failure } from '../core/failure.ts';
import type { Command, CommandArgument } from '../kit/command.ts';
import { COMMON_FLAGS } from '../kit/flags.ts';
import type { CommonFlag } from '../kit/flags.ts';
import type { Job } from '../kit/job.ts';
import { flagName } from '../kit/options.ts';
import type { OptionSpec, OptionSpecs, RawOptions } from '../kit/options.ts';
import { scheduleWords } from '../kit/schedule.ts';
import { plainHelp, usageFailure } from './asked-words.ts';
import type { Lists } from './asked-words.ts';

/** What was asked for: a job or a command, with what the command line gave, unread. */
export type Asked =
  | { readonly kind: 'job'; readonly job: Job; readonly raw: RawOptions }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly raw: RawOptions;
      readonly words: readonly string[];
    }
  /** Help or version: said already. */
  | { readonly kind: 'said' };

/** Where the program writes while it reads the command line. */
export interface ProgramOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

type FlagText = readonly [names: string, help: string];

const flagText = ({ long, short, placeholder, help }: CommonFlag): FlagText => [
  `${short === undefined ? '' : `${short}, `}${long}${placeholder === undefined ? '' : ` <${placeholder}>`}`,
  help,
];

const JOB_FLAGS = COMMON_FLAGS.map(flagText);
const COMMAND_FLAGS = COMMON_FLAGS.filter(({ jobsOnly }) => !jobsOnly).map(flagText);

/** Whether the words are too many for the column of flags: it would leave no room for the rest. */
const isLong = (choices: readonly string[]): boolean => choices.join('|').length > 24;

function placeholderOf(spec: OptionSpec): string {
  switch (spec.type) {
    case 'flag':
      return '';
    case 'count':
    case 'number':
      return ' <n>';
    case 'session':
      return ' <date>';
    case 'sessions':
      return ' <dates>';
    case 'duration':
      return ' <time>';
    case 'choice': {
      const words = isLong(spec.choices) ? 'word' : spec.choices.join('|');
      return spec.bare === undefined ? ` <${words}>` : ` [${words}]`;
    }
    case 'list':
    case 'text':
      return ` <${spec.placeholder ?? (spec.type === 'list' ? 'a,b' : 'text')}>`;
  }
}

function helpOf(spec: OptionSpec): string {
  const fallback =
    'default' in spec && spec.default !== undefined ? `; default ${spec.default}` : '';
  const told = spec.type === 'list' || (spec.type === 'choice' && isLong(spec.choices));
  const choices = told && spec.choices ? ` (${spec.choices.join(', ')})` : '';
  return `${spec.help}${choices}${fallback}`;
}

function addOptions(target: Commander, specs: OptionSpecs, flags: readonly FlagText[]): void {
  for (const [name, spec] of Object.entries(specs)) {
    target.addOption(new Option(`--${flagName(name)}${placeholderOf(spec)}`, helpOf(spec)));
  }
  for (const [names, help] of flags) target.addOption(new Option(names, help));
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  paperjobs ${line}`).join('\n')}\n`;
}

function argumentText({ name, required, many }: CommandArgument): string {
  const inner = many ? `${name}...` : name;
  return required ? `<${inner}>` : `[${inner}]`;
}

function jobHelp(job: Job): string {
  const outcomes = ['ok', ...job.endings].join(', ');
  return `\nSchedule (IST): ${scheduleWords(job.schedules)}\nCan end: ${outcomes}\n${examplesText(job.examples)}`;
}

/**
 * A group such as `show`, made on its first subcommand; a job can be one too: `backup`, `backup list`.
 */
function groupOf(
  program: Commander,
  groups: Map<string, Commander>,
  name: string,
  commands: readonly Command[],
): Commander {
  const known = groups.get(name);
  if (known) return known;
  const words = commands.map((command) => command.name.split(' '));
  const inside = words.flatMap(([first, second]) => (first === name && second ? [second] : []));
  const group = program.command(name).summary(inside.join(', '));
  groups.set(name, group);
  return group;
}

/** A word after the job's name is the value of one of its options. */
function withWord({ word }: Job, raw: RawOptions, given: unknown): RawOptions {
  if (word === undefined || typeof given !== 'string') return raw;
  if (raw[word] === undefined) return { ...raw, [word]: given };
  throw new Failure(
    'usage',
    `expected either a word or --${flagName(word)}, found "${given}" and --${flagName(word)}`,
  );
}

/** The first line of a help is enough where a wrong word was given. */
function settle(target: Commander, { out, err }: ProgramOutput): void {
  target.exitOverride().configureOutput({
    writeOut: out,
    writeErr: err,
    outputError: () => undefined,
  });
}

const firstWord = ({ name }: { readonly name: string }): string => name.split(' ')[0] ?? '';

/** What begins with the word; everything where nothing does. */
function beginning({ jobs, commands }: Lists, word: string): Lists {
  const own = {
    jobs: jobs.filter((job) => firstWord(job) === word),
    commands: commands.filter((command) => firstWord(command) === word),
  };
  return own.jobs.length + own.commands.length === 0 ? { jobs, commands } : own;
}

/**
 * Builds the program from the lists and reads the command line. Nothing runs here.
 *
 * @param argv the words after the program's name
 * @throws Failure `usage`, with the nearest valid spelling
 */
export async function readCommandLine(
  words: readonly string[],
  all: Lists,
  version: string,
  output: ProgramOutput,
): Promise<Asked> {
  let asked: Asked = { kind: 'said' };
  const argv = plainHelp(words, all);
  const program = new Commander('paperjobs')
    .description('The jobs of a paper-trading desk: each runs once, tells the truth and exits.')
    .version(version, '-V, --version')
    .showSuggestionAfterError(true)
    // What stands after a command is that command's: `backup list` has flags that `backup` has too.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      '\nA first look: paperjobs market-sync --sandbox\nExit statuses and settings: see the README.',
    );
  settle(program, output);

  // A job or command that is named is all that can be meant, with those of the same first word: making
  // seventy others would cost every start. Of what is not named only name and summary can be asked for.
  const [asks = ''] = argv;
  const lists = beginning(all, asks);
  const named = new Set(argv);
  const own = new Set(lists.commands.map(({ name }) => name.split(' ')[0] ?? ''));
  const jobGroups = new Map<string, Commander>();
  const jobs = lists.jobs.toSorted((a, b) => Number(b.main ?? false) - Number(a.main ?? false));
  for (const job of jobs) {
    const target = program
      .command(job.name)
      .summary(job.summary)
      .description(job.description ? `${job.summary}.\n\n${job.description}` : job.summary)
      .helpGroup(job.main ? 'Main jobs:' : 'Jobs:')
      .addHelpText('after', () => jobHelp(job))
      .action((...given: unknown[]) => {
        const raw = given.at(-2) as RawOptions;
        asked = {
          kind: 'job',
          job,
          raw: withWord(job, raw, given.length > 2 ? given[0] : undefined),
        };
      });
    settle(target, output);
    if (job.word !== undefined)
      target.argument(`[${job.word}]`, `the same as --${flagName(job.word)}`);
    if (named.has(job.name)) addOptions(target, job.options, JOB_FLAGS);
    if (own.has(job.name)) jobGroups.set(job.name, target.enablePositionalOptions());
  }
  const groups = new Map<string, Commander>();
  const grouped = new Set(
    lists.commands.flatMap(({ name }) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : [])),
  );
  for (const command of lists.commands) {
    const [first = '', second] = command.name.split(' ');
    const parent =
      second === undefined
        ? program
        : (jobGroups.get(first) ?? groupOf(program, groups, first, lists.commands));
    // A command can be a group too: `notify --unit`, `notify list`.
    const itself = second === undefined && grouped.has(first);
    const target = (
      itself
        ? groupOf(program, groups, first, lists.commands).enablePositionalOptions()
        : parent.command(second ?? first)
    )
      .summary(command.summary)
      .description(command.summary)
      .addHelpText('after', examplesText(command.examples));
    for (const argument of command.arguments ?? []) {
      target.argument(argumentText(argument), argument.help);
    }
    target.action((...given: unknown[]) => {
      const words = given.slice(0, -2).flatMap((word) => (word === undefined ? [] : word));
      asked = {
        kind: 'command',
        command,
        raw: given.at(-2) as RawOptions,
        words: words.map(String),
      };
    });
    settle(target, output);
    if (named.has(first)) addOptions(target, command.options, COMMAND_FLAGS);
  }
  for (const group of groups.values()) {
    group.helpGroup('Commands:');
    settle(group, output);
  }

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'said' };
    throw usageFailure(error, argv, all);
  }
  return asked;
}
