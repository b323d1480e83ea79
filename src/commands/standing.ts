import { instant, istText } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { readHealth } from '../core/notification/job-health.ts';
import type { JobHealth } from '../core/notification/job-health.ts';
import { isOverdue } from '../core/notification/overdue.ts';
import type { LedgerRun } from '../core/run.ts';
import type { CommandContext } from '../kit/command.ts';
import type { Job } from '../kit/job.ts';
import { punctualityOf } from '../kit/notices/punctuality.ts';
import { channelsOn } from '../kit/outbox/channels-on.ts';
import { nextDue } from '../kit/schedule.ts';
import type { SourceHealth } from '../ports/request-ledger.ts';
import type { Reading } from '../store/store.ts';

/** How one job stands. */
export interface JobStanding {
  readonly job: Job;
  readonly enabled: boolean;
  /** The run under way, else the newest. */
  readonly last?: LedgerRun;
  readonly next?: Instant;
  readonly health: JobHealth;
  /** The point of its schedule that was missed. */
  readonly overdueSince?: Instant;
}

/** How everything stands. */
export interface Standing {
  readonly at: Instant;
  readonly jobs: readonly JobStanding[];
  readonly gaps: Readonly<Record<string, number>>;
  readonly failedSyncs: number;
  readonly sources: readonly SourceHealth[];
  readonly channels: readonly SourceHealth[];
  /** The ways out that are switched on. */
  readonly channelsOn: readonly string[];
  readonly backedUpAt?: Instant;
  readonly outbox: { readonly waiting: number; readonly oldestAt?: Instant };
}

async function jobsOf(ctx: CommandContext, store: Reading, now: Instant): Promise<JobStanding[]> {
  // A run under way goes before a newer one that found its lock taken.
  const runs = [...(await store.runs.newestOfEach()), ...(await store.runs.running())];
  const newest = new Map(runs.map((one) => [one.job, one]));
  const disabled = await store.jobState.disabled(now);
  const healths = await store.jobState.named('health');
  const punctuality = await punctualityOf(store, ctx.jobs, now);
  return ctx.jobs.map((job) => {
    const last = newest.get(job.name);
    const next = nextDue(job.schedules, now);
    const against = punctuality.find((one) => one.job === job.name);
    const missed = against && isOverdue(against, now) ? against.due : undefined;
    return {
      job,
      enabled: !disabled.has(job.name),
      health: readHealth(healths.get(job.name)),
      ...(last === undefined ? {} : { last }),
      ...(next === undefined ? {} : { next }),
      ...(missed === undefined ? {} : { overdueSince: missed }),
    };
  });
}

/** Reads how everything stands, without writing or locking. */
export async function readStanding(ctx: CommandContext): Promise<Standing> {
  const store = await ctx.store('read');
  const at = ctx.wall.now();
  const backedUpAt = await store.runFigures.lastGood('backup');
  return {
    at,
    jobs: await jobsOf(ctx, store, at),
    gaps: await store.gaps.counts(),
    failedSyncs: await store.syncHistory.failedSince(instant(at - 86_400)),
    sources: await store.sourceHealth.all(),
    channels: await store.sourceHealth.channels(),
    channelsOn: channelsOn(ctx.resolved.settings, ctx.sandbox),
    outbox: await store.notifications.backlog(),
    ...(backedUpAt === undefined ? {} : { backedUpAt }),
  };
}

/** A backup older than this is a trouble, where backups are made. */
const STALE_BACKUP_SECONDS = 2 * 86_400;
/** A message that has waited longer than this will not go out by itself soon. */
const STALE_MESSAGE_SECONDS = 3600;

const isOpen = ({ openUntil }: SourceHealth, at: Instant): boolean =>
  openUntil !== undefined && openUntil > at;

const times = (count: number): string => (count === 1 ? 'once' : `${count} times in a row`);

function jobTroubles({ job, enabled, health, overdueSince }: JobStanding): string[] {
  if (!enabled) return [];
  const { name } = job;
  return [
    ...(health.failures > 0
      ? [`${name} has failed ${times(health.failures)}: \`paperjobs why ${name}\` tells why`]
      : []),
    ...(overdueSince === undefined
      ? []
      : [
          `${name} was due at ${istText(overdueSince)} and nobody started it: look at its timer or crontab line`,
        ]),
  ];
}

/** What needs a person, in sentences that say what to do; empty where all is well. */
export function troublesOf(standing: Standing): string[] {
  const { at, sources, channels, channelsOn: on, outbox, backedUpAt } = standing;
  const { waiting, oldestAt } = outbox;
  return [
    ...standing.jobs.flatMap(jobTroubles),
    ...sources
      .filter((source) => isOpen(source, at))
      .map(
        ({ source, openUntil, lastError }) =>
          `${source} is not asked until ${istText(openUntil ?? at)}${lastError === undefined ? '' : `, after: ${lastError}`}`,
      ),
    ...(on.length > 0 && oldestAt !== undefined && at - oldestAt > STALE_MESSAGE_SECONDS
      ? [
          `${waiting} messages wait, the oldest since ${istText(oldestAt)}: \`paperjobs notify flush\` sends them or tells why not`,
        ]
      : []),
    ...channels
      .filter(({ source, failuresInRow }) => on.includes(source) && failuresInRow > 2)
      .map(
        ({ source, failuresInRow, lastError }) =>
          `${source} has not taken a message ${times(failuresInRow)}: ${lastError ?? ''}`,
      ),
    ...(backedUpAt !== undefined && at - backedUpAt > STALE_BACKUP_SECONDS
      ? [`the last good backup is of ${istText(backedUpAt)}: run \`paperjobs backup\``]
      : []),
  ];
}
