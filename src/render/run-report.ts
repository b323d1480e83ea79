import { istText } from '../core/market/instant.ts';
import { printable } from './printable.ts';
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
  const whole = Math.round(milliseconds);
  if (whole < 1000) return `${whole} ms`;
  const tenths = Math.round(whole / 100);
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
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
  const summary = printable(report.summary);
  return `${marks}${report.job}: ${report.outcome}: ${summary}${tail} (${took})\n`;
}
