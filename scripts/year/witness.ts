import { closesAt, opensAt } from '../../src/core/calendar/calendar.ts';
import type { Calendar } from '../../src/core/calendar/calendar.ts';
import { istText, istTime } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import { publishedAt } from '../../src/sandbox/market.ts';
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

/** By then the flows of a usual session are out. */
const FLOWS_ARE_OUT = '21:00';

/**
 * Whether the run says rightly that something is still to come: prices before their hour, flows list
 * by list through the evening.
 */
function isEarly({ job, outcome, asOf, summary }: RunReport, calendar: Calendar): boolean {
  const day = calendar.day(calendar.dateAt(asOf));
  const areOut = day.state !== 'open' || publishedAt(day) <= asOf;
  if (areOut && istTime(asOf) >= FLOWS_ARE_OUT) return false;
  if (job === 'eod' || job === 'daily') {
    if (outcome === 'not-yet') return !areOut;
    const unwell = summary.match(/[a-z-]+ (?!ok|noop)[a-z-]+(?=,|$)/g) ?? [];
    return outcome === 'partial' && unwell.every((step) => step.endsWith('flows partial'));
  }
  return job === 'flows' && outcome === 'partial' && summary.includes('lists missing');
}

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
  if (isEarly(report, calendar)) return undefined;
  return (troubled ? EXCUSED : WELL).has(outcome) ? undefined : said;
}
