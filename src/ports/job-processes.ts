/** A job that runs in a process of its own. */
export interface StartedJob {
  readonly pid: number;
  /** Its exit status; absent when a signal ended it. Never rejects. */
  readonly ended: Promise<number | undefined>;
  /** Asks it to end, as SIGTERM does. */
  stop(): void;
}

/** Who starts it: stands in the ledger beside its run. */
export interface StartedBy {
  /** What the run is called in the ledger. */
  readonly runId: string;
  readonly trigger: 'api' | 'chain';
  /** The run of the chain that it is a step of. */
  readonly parentRunId?: string;
}

/** Starts jobs as a person would: the program itself, in a process of its own. */
export interface JobProcesses {
  /**
   * @param words the job's name and its options, as on the command line
   * @throws Failure `disk-io` when no process can be made
   */
  start(words: readonly string[], by: StartedBy): Promise<StartedJob>;
}
