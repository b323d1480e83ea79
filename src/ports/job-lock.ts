/** Named locks between processes, released by the kernel when their holder dies. */
export interface JobLock {
  /**
   * Takes all the locks or none.
   *
   * @returns what is held, to be released; or the name of the lock that another process holds
   */
  tryAcquire(names: readonly string[]): HeldLocks | { readonly busy: string };
}

export interface HeldLocks {
  readonly busy?: undefined;
  release(): void;
}
