import type { Sources } from '../kit/context.ts';
import type { Job } from '../kit/job.ts';
import type { RequestLedger } from '../ports/request-ledger.ts';
import type { Desk } from './desk.ts';
import type { Network } from './network.ts';

/** Sources that are loaded with the work of a job, not before. */
export interface LateSources {
  /** The job; loading its work loads the sources too. */
  readonly job: Job;
  /** @throws Error before the job's work was loaded: nothing asks for sources earlier */
  sources(): Sources;
  close(): Promise<void>;
}

/** The sources of a job that declares no network: whatever asks them is a mistake of the program. */
function none(job: string): Sources {
  return new Proxy({} as Sources, {
    get() {
      throw new Error(`"${job}" asks a source, but declares no network`);
    },
  });
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
  let network: Network | undefined;
  return {
    job: {
      ...job,
      async load() {
        // What asks nobody is spared the client and every parser, and says so if it asks after all.
        if (!job.network) return job.load();
        const [{ openNetwork }, work] = await Promise.all([import('./network.ts'), job.load()]);
        // A repeated run loads its work at every pass, and keeps its connections.
        network ??= openNetwork(desk, ledger, signal, job.priority === 'low');
        return work;
      },
    },
    sources() {
      if (!job.network) return none(job.name);
      if (!network) throw new Error(`sources of "${job.name}" were asked for before its work`);
      return network.sources;
    },
    close: async () => network?.http.close(),
  };
}
