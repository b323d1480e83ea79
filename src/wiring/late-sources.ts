import type { Sources } from '../kit/context.ts';
import type { Job } from '../kit/job.ts';
import type { RunHttp } from '../platform/http/http.ts';
import type { RequestLedger } from '../ports/request-ledger.ts';
import type { Desk } from './desk.ts';

/** Sources that are loaded with the work of a job, not before. */
export interface LateSources {
  /** The job; loading its work loads the sources too. */
  readonly job: Job;
  /** @throws Error before the job's work was loaded: nothing asks for sources earlier */
  sources(): Sources;
  close(): Promise<void>;
}

/**
 * The sources of one run. Client and parsers are half of what the program would load at its start,
 * and most runs of a job that is started every minute end at the market's gate.
 */
export function lateSources(
  desk: Desk,
  job: Job,
  ledger: RequestLedger,
  signal: AbortSignal,
): LateSources {
  let http: RunHttp | undefined;
  let sources: Sources | undefined;
  return {
    job: {
      ...job,
      async load() {
        const [{ httpFor }, { sourcesOf }, { upstoxToken }, { newsKey }] = await Promise.all([
          import('./http.ts'),
          import('./sources.ts'),
          import('./live-sources.ts'),
          import('./news-sources.ts'),
        ]);
        // A repeated run loads its work at every pass, and keeps its connections.
        http ??= httpFor(desk, ledger, signal, job.priority === 'low');
        sources ??= sourcesOf(desk.settings, http, {
          upstox: upstoxToken(desk),
          newsApi: newsKey(desk),
        });
        return job.load();
      },
    },
    sources() {
      if (!sources) throw new Error(`sources of "${job.name}" were asked for before its work`);
      return sources;
    },
    close: async () => http?.close(),
  };
}
