import { isSessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { REPORT_KINDS } from './report-period.ts';
import type { ReportKind, ReportPeriod } from './report-period.ts';

/** Folder of kept reports below the data folder. */
const FOLDER = 'reports';

/** Where kept reports lie. */
export function reportFolder(dataDir: string): string {
  return `${dataDir}/${FOLDER}`;
}

/** Name of a report's file: `daily-2026-11-26.html`. A later report of the same period replaces it. */
export function reportName({ kind, to }: Pick<ReportPeriod, 'kind' | 'to'>): string {
  return `${kind}-${to}.html`;
}

/** A kept report. */
export interface KeptReport {
  readonly name: string;
  readonly kind: ReportKind;
  /** Last session in it. */
  readonly to: SessionDate;
}

/** The reports among the names of a folder, oldest first; of a day the daily one last. */
export function keptReports(names: readonly string[]): KeptReport[] {
  return names
    .flatMap((name): KeptReport[] => {
      const [, word, to = ''] = /^([a-z]+)-(\d{4}-\d{2}-\d{2})\.html$/.exec(name) ?? [];
      const kind = REPORT_KINDS.find((one) => one === word);
      return kind !== undefined && isSessionDate(to) ? [{ name, kind, to }] : [];
    })
    .toSorted((a, b) =>
      a.to === b.to
        ? REPORT_KINDS.indexOf(b.kind) - REPORT_KINDS.indexOf(a.kind)
        : a.to < b.to
          ? -1
          : 1,
    );
}

/** Daily reports whose last session lies before the day: weekly and monthly ones tell of it too. */
export function oldReports(names: readonly string[], before: SessionDate): string[] {
  return keptReports(names)
    .filter(({ kind, to }) => kind === 'daily' && to < before)
    .map(({ name }) => name);
}
