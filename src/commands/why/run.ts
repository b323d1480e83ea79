import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import { readHealth } from '../../core/notification/job-health.ts';
import type { JobHealth } from '../../core/notification/job-health.ts';
import type { LedgerRun } from '../../core/run.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { askGate } from '../../kit/gate.ts';
import type { Job } from '../../kit/job.ts';
import { nextDue, scheduleWords } from '../../kit/schedule.ts';
import { durationWords } from '../../render/run-report.ts';
import { jobNamed } from '../job-named.ts';
import { shortTime } from '../ledger-rows.ts';
import { adviceOn, storyOf } from './story.ts';

/** Runs that the story is made of. */
const RECENT_RUNS = 50;
/** Sentences of it. */
const CHAPTERS = 4;

function lastWords(last: LedgerRun | undefined): string[] {
  if (!last) return ['it has never run here'];
  const { end, outcome } = last;
  if (outcome === 'running') {
    return [
      `running since ${shortTime(last)} as process ${last.pid} on ${last.host}, or it died and the next run will say so`,
    ];
  }
  const took = end && end.durationMs > 0 ? ` in ${durationWords(end.durationMs)}` : '';
  return [
    `last run ${shortTime(last)} (${last.trigger}): ${outcome}${took}: ${end?.summary ?? ''}`,
    ...(end?.error && end.error.message !== end.summary
      ? [`its failure: ${end.error.code}: ${end.error.message}`]
      : []),
    ...(end?.warnings ?? []).slice(0, 5).map((warning) => `it warned: ${warning}`),
  ];
}

function healthWords({ failures, since, toldAt }: JobHealth): string[] {
  if (failures === 0) return [];
  const told = toldAt === undefined ? '' : `; told at ${istText(toldAt)}`;
  const from = since === undefined ? '' : ` since ${istText(since)}`;
  const times = failures === 1 ? 'once' : `${failures} times in a row`;
  return [`it has failed ${times}${from}${told}`];
}

async function gateWords(ctx: CommandContext, job: Job): Promise<string[]> {
  if (!job.gate) return [];
  try {
    const calendar = await ctx.calendar('XNSE');
    const { open, why } = askGate(job.gate, calendar, ctx.clock.now());
    return [open ? `the market lets it work now: ${why}` : `it would do nothing now: ${why}`];
  } catch (error) {
    if (error instanceof Failure) return [`the calendar cannot say: ${error.message}`];
    throw error;
  }
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  _options: unknown,
  [name]: readonly string[],
): Promise<CommandResult> {
  const job = jobNamed(ctx.jobs, name);
  const store = await ctx.store('read');
  const now = ctx.wall.now();
  const runs = await store.runs.newest(RECENT_RUNS, job.name);
  const [last, ...earlier] = runs;
  // A run that found the lock taken is newer than the one that holds it.
  const under = earlier.filter(({ outcome }) => outcome === 'running').slice(0, 1);
  const story = storyOf(runs.filter(({ outcome }) => outcome !== 'running'));
  const health = readHealth(await store.jobState.get(job.name, 'health'));
  const advice = last && adviceOn(last.outcome, job.name);
  const off = (await store.jobState.disabled(ctx.wall.now())).has(job.name);
  const circuits = (await store.sourceHealth.all()).filter(
    ({ openUntil }) => openUntil !== undefined && openUntil > now,
  );
  const due = nextDue(job.schedules, now);
  const sentences = [
    ...lastWords(last),
    ...under.flatMap(lastWords),
    ...(advice === undefined ? [] : [`what to do: ${advice}`]),
    ...healthWords(health),
    ...(story.length > 1 ? story.slice(0, CHAPTERS) : []),
    ...(off ? [`it is switched off: \`paperjobs enable ${job.name}\` switches it on`] : []),
    ...(await gateWords(ctx, job)),
    ...(job.network
      ? circuits.map(
          ({ source, openUntil, lastError }) =>
            `the circuit to ${source} is open until ${openUntil === undefined ? '' : istText(openUntil)}: ${lastError ?? ''}`,
        )
      : []),
    `schedule (IST): ${scheduleWords(job.schedules)}`,
    ...(due === undefined ? [] : [`next due ${istText(due)}, where a timer or cron drives it`]),
  ];
  return {
    text: `${job.name}: ${job.summary}\n${sentences.map((one) => `- ${one}\n`).join('')}`,
    json: {
      job: job.name,
      enabled: !off,
      outcome: last?.outcome ?? null,
      advice: advice ?? null,
      failuresInRow: health.failures,
      sentences,
      nextDue: due === undefined ? null : istText(due),
    },
  };
}
