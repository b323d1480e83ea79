/** How a program ended. */
export interface ProgramEnd {
  /** Absent where it could not be started, or a signal ended it. */
  readonly status?: number;
  readonly stdout: string;
  readonly stderr: string;
  /** In words, unless it ended with a status: not found, timed out, killed. */
  readonly fault?: string;
}

/**
 * Runs a program to its end: words as they are, no shell between.
 *
 * @param stdin given to it; absent: nothing
 * @throws the signal's reason when it aborts; the program is killed
 */
export type RunProgram = (
  words: readonly string[],
  how: { readonly timeoutMs: number; readonly stdin?: string; readonly signal?: AbortSignal },
) => Promise<ProgramEnd>;
