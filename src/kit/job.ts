import type { Counts, OutcomeWord, ReturnedOutcome } from '../core/outcome.ts';
import type { Settings } from '../config/settings.ts';
import type { Books } from '../store/store.ts';
import type { Context } from './context.ts';
import type { OptionSpecs, OptionValues } from './options.ts';
import type { Schedule } from './schedule.ts';

/** What a run returns. Whatever went wrong as a whole is thrown instead. */
export interface Outcome {
  readonly status: Extract<ReturnedOutcome, 'ok' | 'noop' | 'partial' | 'closed'>;
  /** One sentence. */
  readonly summary: string;
  readonly counts: Counts;
  /** The run's last writing: committed together with the ledger's closing row. */
  readonly last?: (books: Books) => Promise<void>;
  /** The result itself, for jobs that print one under `--json` instead of the run object. */
  readonly result?: unknown;
  /** The result for people, whole lines: it goes to stdout, and the line about the run to stderr. */
  readonly text?: string;
}

/** How urgent a job is for the machine; the seeds' four levels. */
export type Priority = 'critical' | 'high' | 'medium' | 'low';

/** The exchange must be in session, or this near to it, for the job to do anything. */
export interface Gate {
  /** Minutes before continuous trading begins. */
  readonly beforeMinutes: number;
  /** Minutes after it ends. */
  readonly afterMinutes: number;
  /** The flag with which a run is about the past, so that the market may be shut. */
  readonly unless?: string;
}

/** What a job is: everything but its work. Light, because every start of the program loads it. */
export interface JobDeclaration<Specs extends OptionSpecs> {
  /** The subcommand, kebab-case. */
  readonly name: string;
  readonly summary: string;
  /** More for `--help`: a few sentences. */
  readonly description?: string;
  /** One of the seven that the desk is built around: named first in the help. */
  readonly main?: boolean;
  readonly priority: Priority;
  readonly schedules: readonly Schedule[];
  readonly timeoutMinutes: number;
  readonly options: Specs;
  /** A text option whose value may stand as a word of its own after the job's name. */
  readonly word?: keyof Specs & string;
  /** Command lines for the help, without the program's name. */
  readonly examples: readonly string[];
  /** Outcomes besides `ok` that a run can end with. */
  readonly endings: readonly OutcomeWord[];
  /** Names of the locks it takes; the job's own name unless told. */
  readonly locks?: readonly string[];
  readonly gate?: Gate;
  /**
   * What the next run does about sessions that were missed: it sees to `all` of them, to the `latest`
   * only, or it must `skip` them, because the moment is what counts. A timer makes up for a start that
   * was missed while the machine was off unless it is to be skipped; how far back a run goes is the
   * job's own option. Absent: the job has nothing to do with sessions.
   */
  readonly missed?: 'all' | 'latest' | 'skip';
  /**
   * Options that bring the data with them, such as `input`: a run with one of them is a reckoning on
   * a file, and touches neither database nor lock nor ledger.
   */
  readonly standalone?: readonly string[];
  /** Makes requests: gets sources and a network in its unit. */
  readonly network: boolean;
  /** A setting that makes the job need a network in its unit, when it is set. */
  readonly networkWith?: keyof Settings;
  /** Has news that must not wait: its unit has a network as soon as a way to tell people is switched on. */
  readonly tells?: boolean;
  /** Loads the work, only when it runs: help and completion stay fast. */
  readonly load: () => Promise<JobModule<Specs>>;
}

/** The module that holds the work. */
export interface JobModule<Specs extends OptionSpecs> {
  readonly run: (ctx: Context, options: OptionValues<Specs>) => Promise<Outcome>;
}

/** A job of the list. */
export interface Job extends Omit<JobDeclaration<OptionSpecs>, 'load' | 'locks'> {
  readonly locks: readonly string[];
  /** Words that the configuration adds to every run by the clock. */
  readonly timedWords?: readonly string[];
  /** Place in the configuration that switches the job off: `paperjobs.toml:12`. */
  readonly switchedOff?: string;
  readonly load: () => Promise<JobModule<OptionSpecs>>;
}

/** The values of a job's options, for the signature of its work. */
export type Options<Specs extends OptionSpecs> = OptionValues<Specs>;

/**
 * Declares a job. Subcommand, help, unit, timer, crontab line and docs are made from it.
 *
 * The options are a constant of their own beside the declaration, so that the work can name their
 * type without loading the declaration's loader.
 */
export function defineJob<const Specs extends OptionSpecs>(
  declaration: JobDeclaration<Specs>,
): Job {
  return {
    ...declaration,
    locks: declaration.locks ?? [declaration.name],
    // The command line is read by the same specifications before the work sees it.
    load: declaration.load as unknown as Job['load'],
  };
}

/** Whether these options bring their own data, so that the run leaves the desk alone. */
export function standsAlone(
  { standalone = [] }: Pick<Job, 'standalone'>,
  options: Readonly<Record<string, unknown>>,
): boolean {
  return standalone.some((name) => options[name] !== undefined);
}
