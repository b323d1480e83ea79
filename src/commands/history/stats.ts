import type { RunStats } from '../../core/run-stats.ts';
import { durationWords } from '../../render/run-report.ts';
import { tableText } from '../../render/table.ts';

/** Figures of a job for `--json`. Absent values are null. */
export function statsRecord(stats: RunStats): Readonly<Record<string, unknown>> {
  const { job, runs, good, failed, successRatio, medianMs, trendRatio } = stats;
  return {
    job,
    runs,
    good,
    failed,
    successRatio: successRatio ?? null,
    medianMs: medianMs ?? null,
    trendRatio: trendRatio ?? null,
  };
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

function trendWords(ratio: number | undefined): string {
  if (ratio === undefined) return '';
  return `${ratio < 0 ? '−' : '+'}${Math.round(Math.abs(ratio) * 100)} %`;
}

/** Figures of jobs as a table. */
export function statsTable(stats: readonly RunStats[]): string {
  return tableText(
    [
      { head: 'job', cell: ({ job }) => job },
      { head: 'runs', cell: ({ runs }) => String(runs), right: true },
      { head: 'good', cell: ({ good }) => String(good), right: true },
      { head: 'failed', cell: ({ failed }) => String(failed), right: true },
      {
        head: 'success',
        cell: ({ successRatio }) => (successRatio === undefined ? '' : percent(successRatio)),
        right: true,
      },
      {
        head: 'median',
        cell: ({ medianMs }) => (medianMs === undefined ? '' : durationWords(medianMs)),
        right: true,
      },
      { head: 'trend', cell: ({ trendRatio }) => trendWords(trendRatio), right: true },
    ],
    stats,
    'no run yet',
  );
}
