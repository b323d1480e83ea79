/** A job that runs in a process of its own. */
export interface StartedJob {
  readonly pid: number;
  /** Its exit status; absent when a signal ended it. Never rejects. */
  readonly ended: Promise<number | undefined>;
}

/** Starts jobs as a person would: the program itself, in a process of its own. */
export interface JobProcesses {
  /**
   * @param words the job's name and its options, as on the command line
   * @param runId what the run is called in the ledger
   * @throws Failure `disk-io` when no process can be made
   */
  start(words: readonly string[], runId: string): Promise<StartedJob>;
}
