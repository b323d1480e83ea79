/** A flag that every job has, and most commands. */
export interface CommonFlag {
  readonly long: string;
  readonly short?: string;
  /** What its value is called; absent: it takes none. */
  readonly placeholder?: string;
  readonly help: string;
  /** Says nothing to commands. */
  readonly jobsOnly?: boolean;
}

/** The flags that are the same everywhere, in the order of the help. */
export const COMMON_FLAGS: readonly CommonFlag[] = [
  {
    long: '--sandbox',
    help: 'run against the built-in exchange, with a data folder of its own',
  },
  { long: '--config', placeholder: 'file', help: 'configuration file' },
  { long: '--data-dir', placeholder: 'dir', help: 'folder of the database' },
  {
    long: '--as-of',
    placeholder: 'moment',
    help: 'what the run takes for now: a date or an instant in the past',
  },
  {
    long: '--dry-run',
    help: 'take the same path, keep nothing, tell what would be',
    jobsOnly: true,
  },
  { long: '--json', help: 'print the run object' },
  { long: '--quiet', short: '-q', help: 'log only warnings and errors; no final line' },
  { long: '--verbose', short: '-v', help: 'log more' },
  { long: '--no-color', help: 'no colour' },
  {
    long: '--wait',
    placeholder: 'seconds',
    help: 'longest wait for a lock that another run holds',
    jobsOnly: true,
  },
  { long: '--force', help: 'run although closed, disabled or already done', jobsOnly: true },
  {
    long: '--log-format',
    placeholder: 'format',
    help: 'auto, plain, json or journal',
    jobsOnly: true,
  },
];
