import type { Instant } from '../../core/market/instant.ts';
import { verdictOf } from '../../core/notification/job-health.ts';
import type { JobFacts, ReportFacts } from '../../render/report/facts.ts';
import type { Reading } from '../../store/store.ts';

type Asked = Pick<Reading, 'gaps' | 'instruments' | 'runFigures' | 'runs'>;

const MOST_GAPS = 20;

/** How each job that ever ran did since the moment, in alphabetical order; the run itself left out. */
async function jobsSince(
  { runs, runFigures }: Asked,
  since: Instant,
  own: string,
): Promise<JobFacts[]> {
  const ended = await runFigures.ended(since);
  const newest = await runs.newestOfEach();
  return newest
    .filter(({ id }) => id !== own)
    .map(({ job, outcome, startedAt, end }) => {
      const those = ended.filter((run) => run.job === job);
      return {
        job,
        runs: those.length,
        failed: those.filter((run) => verdictOf(run.outcome) === 'failed').length,
        partial: those.filter((run) => run.outcome === 'partial').length,
        last: outcome,
        lastAt: startedAt,
        ...(end ? { summary: end.summary } : {}),
      };
    })
    .toSorted((a, b) => (a.job < b.job ? -1 : 1));
}

/** Reads how jobs did and what is missing, as it is now. */
export async function readDesk(
  store: Asked,
  since: Instant,
  own: string,
): Promise<Pick<ReportFacts, 'jobs' | 'gaps'>> {
  const counts = await store.gaps.counts();
  const names = await store.instruments.symbolsOf();
  const open = (counts.open ?? 0) > 0 ? await store.gaps.list('open') : [];
  return {
    jobs: await jobsSince(store, since, own),
    gaps: {
      open: counts.open ?? 0,
      explained: counts.explained ?? 0,
      some: open.slice(0, MOST_GAPS).map((gap) => ({
        symbol: names.get(gap.instrumentId)?.symbol ?? `#${gap.instrumentId}`,
        interval: gap.interval,
        from: gap.from,
        to: gap.to,
        reason: gap.reason,
      })),
    },
  };
}
