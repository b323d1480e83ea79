import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { nextDue } from '../../kit/schedule.ts';
import { tableText } from '../../render/table.ts';
import { shortTime } from '../ledger-rows.ts';

const short = (at: Instant): string => istText(at).slice(0, 16).replace('T', ' ');

/** Reads without writing or locking. */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  const store = await ctx.store('read');
  const now = ctx.wall.now();
  // A run under way goes before a newer one that found its lock taken.
  const runs = [...(await store.runs.newestOfEach()), ...(await store.runs.running())];
  const newest = new Map(runs.map((one) => [one.job, one]));
  const disabled = await store.jobState.disabled();
  const jobs = ctx.jobs.map((job) => {
    const last = newest.get(job.name);
    const next = nextDue(job.schedules, now);
    return {
      job: job.name,
      enabled: !disabled.has(job.name),
      outcome: last?.outcome ?? null,
      lastStarted: last ? istText(last.startedAt) : null,
      summary: last?.end?.summary ?? null,
      nextDue: next === undefined ? null : istText(next),
      last,
      next,
    };
  });
  const gaps = await store.gaps.counts();
  const sources = (await store.sourceHealth.all()).map((health) => ({
    source: health.source,
    circuit: health.openUntil !== undefined && health.openUntil > now ? 'open' : 'closed',
    openUntil: health.openUntil === undefined ? null : istText(health.openUntil),
    failuresInRow: health.failuresInRow,
    lastError: health.lastError ?? null,
  }));
  const failedSyncs = await store.syncHistory.failedSince((now - 86_400) as Instant);
  const text = [
    `database ${ctx.paths.database}${ctx.sandbox ? '  SANDBOX' : ''}\n\n`,
    tableText(
      [
        { head: 'job', cell: (row) => row.job },
        { head: 'last run (IST)', cell: (row) => (row.last ? shortTime(row.last) : 'never') },
        { head: 'outcome', cell: (row) => (row.enabled ? (row.outcome ?? '') : 'switched off') },
        { head: 'next due', cell: (row) => (row.next === undefined ? '' : short(row.next)) },
        { head: 'summary', cell: (row) => row.summary ?? '' },
      ],
      jobs,
      'no job',
    ),
    `\ngaps     ${gaps.open ?? 0} open, ${gaps.explained ?? 0} explained, ${gaps.filled ?? 0} filled\n`,
    `syncs    ${failedSyncs} failed in the last day\n`,
    ...sources
      .filter(({ circuit, failuresInRow }) => circuit === 'open' || failuresInRow > 0)
      .map(
        ({ source, circuit, openUntil, failuresInRow, lastError }) =>
          `source   ${source}: ${failuresInRow} failures in a row${circuit === 'open' ? `, circuit open until ${openUntil}` : ''}${lastError === null ? '' : `: ${lastError}`}\n`,
      ),
  ];
  const shown = jobs.map(({ last: _last, next: _next, ...row }) => row);
  return {
    text,
    json: { database: ctx.paths.database, jobs: shown, gaps, failedSyncs, sources },
  };
}
