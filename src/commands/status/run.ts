import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { SourceHealth } from '../../ports/request-ledger.ts';
import { tableText } from '../../render/table.ts';
import { readStanding, troublesOf } from '../standing.ts';
import type { JobStanding, Standing } from '../standing.ts';
import type { options } from './command.ts';
import { statusPage } from './page.ts';

const textOf = (at: Instant | undefined): string | null => (at === undefined ? null : istText(at));
const short = (at: Instant): string => istText(at).slice(0, 16).replace('T', ' ');

function jobRecord({ job, enabled, last, next, health, overdueSince }: JobStanding) {
  return {
    job: job.name,
    enabled,
    outcome: last?.outcome ?? null,
    lastStarted: textOf(last?.startedAt),
    summary: last?.end?.summary ?? null,
    nextDue: textOf(next),
    failuresInRow: health.failures,
    failingSince: textOf(health.since),
    overdueSince: textOf(overdueSince),
  };
}

const sourceRecord =
  (at: Instant) =>
  ({ source, openUntil, failuresInRow, lastError, lastOkAt }: SourceHealth) => ({
    source,
    circuit: openUntil !== undefined && openUntil > at ? 'open' : 'closed',
    openUntil: textOf(openUntil),
    failuresInRow,
    lastOk: textOf(lastOkAt),
    lastError: lastError ?? null,
  });

function jobsTable({ jobs }: Standing): string {
  return tableText(
    [
      { head: 'job', cell: ({ job }) => job.name },
      { head: 'last run (IST)', cell: ({ last }) => (last ? short(last.startedAt) : 'never') },
      {
        head: 'outcome',
        cell: ({ enabled, last }) => (enabled ? (last?.outcome ?? '') : 'switched off'),
      },
      {
        head: 'failed',
        cell: ({ health }) => (health.failures > 0 ? `${health.failures}×` : ''),
        right: true,
      },
      {
        head: 'next due',
        cell: ({ next, overdueSince }) =>
          overdueSince === undefined ? (next === undefined ? '' : short(next)) : 'OVERDUE',
      },
    ],
    jobs,
    'no job',
  );
}

function linesOf(standing: Standing, troubles: readonly string[]): string[] {
  const { gaps, failedSyncs, outbox, channelsOn, backedUpAt, sources } = standing;
  const shaky = sources.filter(({ failuresInRow }) => failuresInRow > 0);
  return [
    `gaps     ${gaps['open'] ?? 0} open, ${gaps['explained'] ?? 0} explained, ${gaps['filled'] ?? 0} filled`,
    `syncs    ${failedSyncs} failed in the last day`,
    `backup   ${backedUpAt === undefined ? 'none yet' : istText(backedUpAt)}`,
    `outbox   ${outbox.waiting} waiting; ${channelsOn.length === 0 ? 'no way out is switched on' : `sent by ${channelsOn.join(', ')}`}`,
    ...shaky.map(
      ({ source, failuresInRow, lastError }) =>
        `source   ${source}: failed ${failuresInRow}×${lastError === undefined ? '' : `: ${lastError}`}`,
    ),
    '',
    ...(troubles.length === 0 ? ['all is well'] : troubles.map((trouble) => `! ${trouble}`)),
  ];
}

/** Reads without writing or locking. Degraded where something needs a person. */
export async function run(
  ctx: CommandContext,
  { html }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const standing = await readStanding(ctx);
  const troubles = troublesOf(standing);
  if (html !== undefined) await ctx.files.write(html, statusPage(standing, troubles, ctx));
  const { at, outbox } = standing;
  const { database } = ctx.paths;
  return {
    text: [
      `database ${database}${ctx.sandbox ? '  SANDBOX' : ''}\n\n`,
      jobsTable(standing),
      `\n${linesOf(standing, troubles).join('\n')}\n`,
    ],
    json: {
      healthy: troubles.length === 0,
      troubles,
      database,
      jobs: standing.jobs.map(jobRecord),
      gaps: standing.gaps,
      failedSyncs: standing.failedSyncs,
      sources: standing.sources.map(sourceRecord(at)),
      backup: { lastGood: textOf(standing.backedUpAt) },
      outbox: {
        waiting: outbox.waiting,
        oldest: textOf(outbox.oldestAt),
        channelsOn: standing.channelsOn,
        channels: standing.channels.map(sourceRecord(at)),
      },
    },
    degraded: troubles.length > 0,
  };
}
