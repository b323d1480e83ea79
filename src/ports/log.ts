/** Levels by weight, as syslog orders them; `notice` is what a person should see of a good run. */
export type LogLevel = 'error' | 'warning' | 'notice' | 'info' | 'debug';

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The run's log: an event in words and fields. Values of secrets are blanked before anything is
 * written.
 */
export interface Log {
  write(level: LogLevel, event: string, fields?: LogFields): void;
}

/** Progress of a run: shown on a terminal, silent elsewhere. */
export interface Progress {
  /** @param total absent while unknown */
  update(label: string, done: number, total?: number): void;
  stop(): void;
}
