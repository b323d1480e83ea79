import { istText } from '../core/market/instant.ts';
import type { LedgerRun } from '../core/run.ts';
import { durationWords } from '../render/run-report.ts';
import { tableText } from '../render/table.ts';

/** A run of the ledger for `--json`. Absent values are null. */
export function runRecord(run: LedgerRun): Readonly<Record<string, unknown>> {
  const { end } = run;
  return {
    runId: run.id,
    job: run.job,
    outcome: run.outcome,
    exitCode: end?.exitCode ?? null,
    summary: end?.summary ?? null,
    trigger: run.trigger,
    invocationId: run.invocationId ?? null,
    parentRunId: run.parentRunId ?? null,
    asOf: istText(run.asOf),
    startedAt: istText(run.startedAt),
    endedAt: end ? istText(end.endedAt) : null,
    durationMs: end?.durationMs ?? null,
    counts: end?.counts ?? {},
    warnings: end?.warnings ?? [],
    error: end?.error ?? null,
    arguments: run.arguments,
    version: run.version,
    host: run.host,
    pid: run.pid,
  };
}

/** `2026-11-26 09:20:05`. */
export function shortTime(run: Pick<LedgerRun, 'startedAt'>): string {
  return istText(run.startedAt).slice(0, 19).replace('T', ' ');
}

/** Runs as a table. */
export function runsTable(runs: readonly LedgerRun[]): string {
  return tableText(
    [
      { head: 'started (IST)', cell: shortTime },
      { head: 'job', cell: (run) => run.job },
      { head: 'outcome', cell: (run) => run.outcome },
      { head: 'exit', cell: (run) => String(run.end?.exitCode ?? ''), right: true },
      {
        head: 'took',
        cell: (run) => (run.end ? durationWords(run.end.durationMs) : ''),
        right: true,
      },
      { head: 'by', cell: (run) => run.trigger },
      { head: 'summary', cell: (run) => run.end?.summary ?? '' },
    ],
    runs,
    'no run yet',
  );
}
