import type { SessionDate } from '../core/market/session-date.ts';

/** What was looked at of an instrument, and what was found there. */
interface Findings {
  /** Every session that was looked at. */
  readonly sessions: readonly SessionDate[];
  readonly found: readonly unknown[];
}

/** What came of all findings. */
export interface KeptFindings {
  readonly instruments: number;
  /** Sessions that were looked at, in their order of appearance. */
  readonly sessions: readonly SessionDate[];
  readonly hits: number;
  /** Rows inserted, changed or removed. */
  readonly changed: number;
}

/**
 * Counts findings, and hands them on in batches: one transaction for each instrument would take
 * longer than the computing, one for all of them would lock others out.
 *
 * @param batchHits hits that are written together
 * @param write keeps a batch and tells how many rows it changed
 */
export function findingsKeeper<One extends Findings>(
  batchHits: number,
  write: (batch: readonly One[]) => Promise<number>,
) {
  const sessions = new Set<SessionDate>();
  let [instruments, hits, waiting, changed] = [0, 0, 0, 0];
  let batch: One[] = [];
  const writeBatch = async (): Promise<void> => {
    const findings = batch;
    [batch, waiting] = [[], 0];
    if (findings.length > 0) changed += await write(findings);
  };
  return {
    async take(findings: readonly One[]): Promise<void> {
      for (const one of findings) {
        for (const session of one.sessions) sessions.add(session);
        batch.push(one);
        instruments++;
        hits += one.found.length;
        waiting += one.found.length;
      }
      if (waiting >= batchHits) await writeBatch();
    },
    /** Writes what is left. */
    async end(): Promise<KeptFindings> {
      await writeBatch();
      return { instruments, sessions: [...sessions], hits, changed };
    },
  };
}
