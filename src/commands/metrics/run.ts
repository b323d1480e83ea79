import { instant, istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { OutcomeCount } from '../../core/notification/digest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { expositionText } from '../../render/metrics.ts';
import type { Metric, Sample } from '../../render/metrics.ts';
import { readStanding } from '../standing.ts';
import type { JobStanding, Standing } from '../standing.ts';
import type { options } from './command.ts';

const DAY = 86_400;

/** Read by another user's collector. */
const FILE_MODE = 0o644;

type Figure = (one: JobStanding) => number | undefined;

/** Figures of each job, by the name of the metric; absent ones are left out. */
const JOB_FIGURES: readonly (readonly [name: string, help: string, figure: Figure])[] = [
  ['last_start_timestamp_seconds', 'When the newest run began.', ({ last }) => last?.startedAt],
  ['last_end_timestamp_seconds', 'When the newest run ended.', ({ last }) => last?.end?.endedAt],
  [
    'last_duration_seconds',
    'How long the newest run took.',
    ({ last }) => last?.end && last.end.durationMs / 1000,
  ],
  ['last_exit_code', 'Exit status of the newest run.', ({ last }) => last?.end?.exitCode],
  ['failures_in_row', 'Failed runs in a row; 0 when it is well.', ({ health }) => health.failures],
  ['next_due_timestamp_seconds', 'When its schedule starts it next.', ({ next }) => next],
  ['enabled', 'Whether it is switched on.', ({ enabled }) => Number(enabled)],
  [
    'overdue',
    'Whether it was due and nobody started it.',
    ({ overdueSince }) => Number(overdueSince !== undefined),
  ],
];

function jobMetrics(jobs: readonly JobStanding[]): Metric[] {
  return JOB_FIGURES.map(([name, help, figure]) => ({
    name: `paperjobs_job_${name}`,
    help,
    samples: jobs.flatMap((one): Sample[] => {
      const value = figure(one);
      return value === undefined ? [] : [{ labels: { job: one.job.name }, value }];
    }),
  }));
}

const one = (name: string, help: string, value: number | undefined): Metric => ({
  name: `paperjobs_${name}`,
  help,
  samples: value === undefined ? [] : [{ labels: {}, value }],
});

function metricsOf(
  standing: Standing,
  outcomes: readonly OutcomeCount[],
  good: ReadonlyMap<string, Instant>,
  version: string,
): Metric[] {
  const { at, sources, gaps, outbox, backedUpAt } = standing;
  return [
    {
      name: 'paperjobs_build_info',
      help: 'The program.',
      samples: [{ labels: { version }, value: 1 }],
    },
    ...jobMetrics(standing.jobs),
    {
      name: 'paperjobs_job_last_success_timestamp_seconds',
      help: 'When it last did its work, or part of it.',
      samples: [...good].map(([job, value]) => ({ labels: { job }, value })),
    },
    {
      name: 'paperjobs_job_runs_last_day',
      help: 'Runs begun in the last 24 hours, by how they ended.',
      samples: outcomes.map(({ job, outcome, runs }) => ({
        labels: { job, outcome },
        value: runs,
      })),
    },
    {
      name: 'paperjobs_source_failures_in_row',
      help: 'Failed requests of a source in a row.',
      samples: sources.map(({ source, failuresInRow }) => ({
        labels: { source },
        value: failuresInRow,
      })),
    },
    {
      name: 'paperjobs_source_circuit_open',
      help: 'Whether a source is left alone for now.',
      samples: sources.map(({ source, openUntil }) => ({
        labels: { source },
        value: Number(openUntil !== undefined && openUntil > at),
      })),
    },
    {
      name: 'paperjobs_gaps',
      help: 'Holes in series, by what is known of them.',
      samples: Object.entries(gaps).map(([state, value]) => ({ labels: { state }, value })),
    },
    one('outbox_waiting', 'Messages that wait for being sent.', outbox.waiting),
    one('outbox_oldest_timestamp_seconds', 'When the oldest of them was queued.', outbox.oldestAt),
    one('backup_last_good_timestamp_seconds', 'When the last good backup ended.', backedUpAt),
    one('metrics_timestamp_seconds', 'When these figures were taken.', at),
  ];
}

/** Reads the database without writing or locking; the file is replaced whole. */
export async function run(
  ctx: CommandContext,
  { textfile }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const standing = await readStanding(ctx);
  const store = await ctx.store('read');
  const outcomes = await store.runFigures.outcomesSince(instant(standing.at - DAY));
  const good = new Map<string, Instant>();
  for (const { job } of standing.jobs) {
    const at = await store.runFigures.lastGood(job.name);
    if (at !== undefined) good.set(job.name, at);
  }
  const metrics = metricsOf(standing, outcomes, good, ctx.version);
  const text = expositionText(metrics);
  if (textfile === undefined) return { text, json: metrics };
  await ctx.files.write(textfile, text, FILE_MODE);
  return {
    text: `${textfile} written, as of ${istText(standing.at)}\n`,
    json: { file: textfile, at: istText(standing.at) },
  };
}
