/** Which systemd the units are for: the machine's, or a person's own. */
export type Flavour = 'system' | 'user';

/** What generated files need to know of the place that they are for. */
export interface Installation {
  readonly flavour: Flavour;
  /** Absolute paths of Node and of the program. */
  readonly program: readonly [node: string, script: string];
  /** Names of the secrets that jobs with a network may need. */
  readonly credentials: readonly string[];
  /** Folders outside the state folder that jobs write to. */
  readonly writable: readonly string[];
  /** Variables of every run. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The user that every unit of the system flavour runs as. */
export const SERVICE_USER = 'paperjobs';

/** Data folder of that user. */
export const STATE_FOLDER = '/var/lib/paperjobs';

/** Where logs of runs under cron go when they are the service user's. */
export const LOG_FOLDER = '/var/log/paperjobs';

/** Where a program for the whole machine lies; what the files that are kept in `deploy` name. */
export const USUAL_PROGRAM = ['/usr/bin/node', '/opt/paperjobs/bin/paperjobs.js'] as const;

/** The first line of every generated file: what is not marked so is not ours to change. */
export const GENERATED = '# Made by `paperjobs schedule`: changes here are lost.';
