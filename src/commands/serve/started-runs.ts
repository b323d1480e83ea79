import type { StartedJob } from '../../ports/job-processes.ts';

/** So many jobs at once are a mistake, not a wish. */
const MOST = 8;

/** A run that a call has started, while its process lives. */
export interface StartedRun {
  readonly runId: string;
  readonly job: string;
}

/** The processes that calls have started. */
export interface StartedRuns {
  /** Whether one more may be started. */
  readonly full: () => boolean;
  readonly any: () => boolean;
  readonly find: (runId: string) => StartedRun | undefined;
  readonly add: (run: StartedRun, process: StartedJob) => void;
  /** Resolves when none is left. */
  readonly allEnded: () => Promise<void>;
}

/** Remembers started processes until they end. */
export function startedRuns(): StartedRuns {
  const living = new Map<string, { run: StartedRun; ended: Promise<unknown> }>();
  return {
    full: () => living.size >= MOST,
    any: () => living.size > 0,
    find: (runId) => living.get(runId)?.run,
    add(run, process) {
      const ended = process.ended.then(() => living.delete(run.runId));
      living.set(run.runId, { run, ended });
    },
    async allEnded() {
      await Promise.all([...living.values()].map(({ ended }) => ended));
    },
  };
}
