import { closesAt, opensAt } from '../../src/core/calendar/calendar.ts';
import type { Calendar } from '../../src/core/calendar/calendar.ts';
import { istText } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import type { Job } from '../../src/kit/job.ts';

/** Whether the exchange's hours let the job work then, reckoned from the calendar alone. */
function mayWork({ gate }: Job, calendar: Calendar, at: Instant): boolean {
  if (!gate) return true;
  const day = calendar.day(calendar.dateAt(at));
  if (day.state !== 'open') return false;
  return (
    at >= opensAt(day) - gate.beforeMinutes * 60 && at <= closesAt(day) + gate.afterMinutes * 60
  );
}

/** What a run may end with when nothing is wrong anywhere. */
const WELL = new Set(['ok', 'noop', 'closed']);
/** What a run may end with while sources are down, and on the day after. */
const EXCUSED = new Set([...WELL, 'partial', 'not-yet', 'late', 'blocked', 'bad-data']);

/**
 * What is untrue of a run's ending.
 *
 * @param troubled something is wrong with the sources, or was lately
 * @returns a sentence; absent when nothing is
 */
export function untruth(
  job: Job,
  report: RunReport,
  calendar: Calendar,
  troubled: boolean,
): string | undefined {
  const { outcome, asOf, summary } = report;
  const said = `${istText(asOf)} ${job.name}: ${outcome}, ${report.error?.stack ?? summary}`;
  const may = mayWork(job, calendar, asOf);
  if (job.gate && (outcome === 'closed') === may) {
    return `${said}; the market ${may ? 'lets' : 'does not let'} it work`;
  }
  return (troubled ? EXCUSED : WELL).has(outcome) ? undefined : said;
}
