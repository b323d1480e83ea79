import { istText } from '../core/market/instant.ts';
import type { RunReport } from '../core/run-report.ts';

/** The run object that `--json` prints. Absent values are null. */
export function runObject(report: RunReport, exitCode: number): Readonly<Record<string, unknown>> {
  const { error } = report;
  return {
    job: report.job,
    outcome: report.outcome,
    exitCode,
    runId: report.runId ?? null,
    asOf: istText(report.asOf),
    startedAt: istText(report.startedAt),
    durationMs: report.durationMs,
    summary: report.summary,
    counts: report.counts,
    warnings: report.warnings,
    error: error ? { code: error.code, message: error.message } : null,
    dryRun: report.dryRun,
    sandbox: report.sandbox,
  };
}

/** Milliseconds as a person says them: `840 ms`, `3.2 s`, `4 min 10 s`. */
export function durationWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Counts in words, zeros left out: `5 symbols, 1240 changed`. */
function countsWords(counts: RunReport['counts']): string {
  return Object.entries(counts)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

/** The final line of a run, for people. */
export function runLine(report: RunReport): string {
  const marks = [report.sandbox ? 'SANDBOX ' : '', report.dryRun ? 'DRY RUN ' : ''].join('');
  const counts = countsWords(report.counts);
  const tail = counts === '' ? '' : ` [${counts}]`;
  const took = durationWords(report.durationMs);
  return `${marks}${report.job}: ${report.outcome}: ${report.summary}${tail} (${took})\n`;
}
