import type { Calendar } from '../core/calendar/calendar.ts';
import type { ExchangeCode } from '../core/market/listing.ts';
import type { ResolvedSettings } from '../config/resolve.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Clock, Pacer } from '../ports/clock.ts';
import type { Files } from '../ports/files.ts';
import type { HttpServer } from '../ports/http-server.ts';
import type { JobProcesses } from '../ports/job-processes.ts';
import type { Log } from '../ports/log.ts';
import type { Machine } from '../ports/machine.ts';
import type { Random } from '../ports/random.ts';
import type { Store } from '../store/store.ts';
import type { Sources } from './context.ts';
import type { Job } from './job.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RunProgram } from '../ports/run-program.ts';
import type { OptionSpecs, OptionValues } from './options.ts';

/** Where things of this installation lie. */
export interface Paths {
  readonly dataDir: string;
  readonly database: string;
  readonly locks: string;
  readonly refused: string;
  readonly credentials: string;
  /** Absent when no configuration file was found. */
  readonly config?: string;
  /** Where `init` writes one. */
  readonly configDefault: string;
}

/** What `serve` needs beside the rest. */
export interface Serving {
  readonly server: HttpServer;
  /** Jobs that calls start run in processes of their own. */
  readonly processes: JobProcesses;
  readonly random: Random;
  readonly pacer: Pacer;
}

/** All that is outside a command. */
export interface CommandContext {
  readonly clock: Clock;
  readonly wall: Clock;
  readonly paths: Paths;
  readonly resolved: ResolvedSettings;
  readonly secrets: Secrets;
  readonly jobs: readonly Job[];
  readonly commands: readonly Command[];
  readonly files: Files;
  readonly log: Log;
  readonly sandbox: boolean;
  /** Standard output is a terminal that takes colours. */
  readonly colour: boolean;
  /** Of the program. */
  readonly version: string;
  /** Aborts when a signal asks the command to end; its reason is a Failure `stopped`. */
  readonly signal: AbortSignal;
  calendar(exchange: ExchangeCode): Promise<Calendar>;
  /**
   * The database: made when it is not there yet for `write`, left alone for `read`.
   *
   * @throws Failure `config` when there is none to read
   */
  store(mode: 'read' | 'write'): Promise<Store>;
  sources(): Promise<Sources>;
  /** The ways out that are switched on, for telling something without the database. */
  notifiers(): Promise<readonly Notifier[]>;
  /** The outbox with the ways out that are switched on; closed after the command. */
  outbox(): Promise<Outbox>;
  /** Asks another program of the machine: systemd's, the journal's. */
  readonly runProgram: RunProgram;
  /** Blanks every secret that is known by then. */
  readonly redact: (text: string) => string;
  /**
   * Tries an Upstox token on a question that needs one.
   *
   * @returns when it ends; absent when it does not tell
   * @throws Failure `auth` when it is refused
   */
  checkToken(token: string): Promise<Instant | undefined>;
  /** When a token ends, by what it says itself; absent where it does not tell. */
  tokenExpiry(token: string): Promise<Instant | undefined>;
  /** The machine around the program, for commands that set it up. */
  machine(): Promise<Machine>;
  /** What a listener needs. */
  serving(): Promise<Serving>;
  /** Everything on standard input, as text. */
  stdin(): Promise<string>;
}

/** What a command has to say. */
export interface CommandResult {
  /** For people: whole lines, or pieces of a long text in order. */
  readonly text: string | Iterable<string>;
  /** For `--json`. */
  readonly json: unknown;
  /** The answer is no: a status of its own, so that scripts and units can ask. */
  readonly no?: boolean;
  /** The answer is that something needs a person: status 3. */
  readonly degraded?: boolean;
}

/** A positional word. */
export interface CommandArgument {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  /** Takes every word that follows. */
  readonly many?: boolean;
  /** The only words that it takes. */
  readonly choices?: readonly string[];
}

export interface CommandDeclaration<Specs extends OptionSpecs> {
  /** One word, or two for a subcommand of a group: `show candles`. */
  readonly name: string;
  readonly summary: string;
  readonly arguments?: readonly CommandArgument[];
  readonly options: Specs;
  readonly examples: readonly string[];
  readonly load: () => Promise<CommandModule<Specs>>;
}

export interface CommandModule<Specs extends OptionSpecs> {
  readonly run: (
    ctx: CommandContext,
    options: OptionValues<Specs>,
    words: readonly string[],
  ) => Promise<CommandResult>;
}

/** A command of the list: what is no job. */
export interface Command extends Omit<CommandDeclaration<OptionSpecs>, 'load'> {
  readonly load: () => Promise<CommandModule<OptionSpecs>>;
}

/** Declares a command: subcommand and help are made from it. */
export function defineCommand<const Specs extends OptionSpecs>(
  declaration: CommandDeclaration<Specs>,
): Command {
  return { ...declaration, load: declaration.load as unknown as Command['load'] };
}
