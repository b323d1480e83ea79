/** What a thread was asked to do and could not, or what it gives back. */
export interface Workers {
  /**
   * Does the pieces of a task in threads, each with a read-only connection of its own to the database,
   * and hands over what came of them in the order of the pieces, one at a time. No more pieces are
   * under way or waiting to be handed over than twice the threads.
   *
   * @param task name in the list of tasks
   * @param pieces plain data: they are copied
   * @param here does a piece in this thread, which then is one of the threads: it begins while others
   *   still start, and has its code made fast already; absent: this thread only hands over
   * @throws Failure of the task; `stopped` once a signal has asked the run to end
   */
  run<Needs, Result>(
    task: string,
    pieces: readonly Needs[],
    receive: (result: Result) => Promise<void>,
    here?: (piece: Needs) => Promise<Result>,
  ): Promise<void>;
}
