import type { RunReport } from '../core/run-report.ts';
import { pingsOn } from '../kit/unit-network.ts';
import { pingOf } from '../core/notification/ping.ts';
import { runLine } from '../render/run-report.ts';
import { SANDBOX_PING_KEY } from '../sandbox/healthchecks.ts';
import type { Pinged } from '../notifiers/healthchecks.ts';
import type { Desk } from './desk.ts';

/** Longest time of one ping, milliseconds; of the last one of a run that was asked to end. */
const PING_MS = 5000;
const LAST_PING_MS = 2000;

/** The dead man's switch of one run. */
export interface Pings {
  /** Begins to tell that the run has begun; nobody waits for it. */
  start(runId: string): void;
  /** Tells how the run ended. Never throws. */
  end(report: RunReport, exitCode: number): Promise<void>;
}

const SILENT: Pings = { start: () => undefined, end: () => Promise.resolve() };

async function open(desk: Desk, job: string) {
  const [{ createHealthchecks }, { createPosting }] = await Promise.all([
    import('../notifiers/healthchecks.ts'),
    import('../platform/post.ts'),
  ]);
  const { settings, secrets, sandbox } = desk;
  const key = sandbox ? SANDBOX_PING_KEY : await secrets.secret('pings.key');
  if (key === undefined) throw new Error('pings.key: expected a value, found none');
  const posting = createPosting();
  const origin = settings['pings.base_url'];
  const create = settings['pings.create'];
  const checks = createHealthchecks({
    post: posting.post,
    origin,
    key,
    slug: `paperjobs-${job}`,
    create,
  });
  return { checks, close: () => posting.close() };
}

/**
 * Pings for a job's run, where they are switched on. They never fail it.
 *
 * @param alone the run stands on a file of its own, and is nobody's schedule
 */
export function pingsFor(desk: Desk, job: string, alone: boolean): Pings {
  const { settings, log, redact } = desk;
  if (!pingsOn(job, settings) || desk.flags.dryRun || alone) return SILENT;
  let opened: ReturnType<typeof open> | undefined;
  let started = Promise.resolve();
  let begun: string | undefined;
  const ping = async (
    which: (
      checks: Awaited<ReturnType<typeof open>>['checks'],
      clock: AbortSignal,
    ) => Promise<Pinged>,
    limitMs: number,
  ): Promise<void> => {
    const clock = AbortSignal.timeout(limitMs);
    try {
      opened ??= open(desk, job);
      const { problem } = await which((await opened).checks, clock);
      if (problem === undefined) return;
      log.write('warning', 'a ping was not taken', { reason: redact(problem) });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const reason = clock.aborted ? `no answer within ${limitMs} ms` : redact(words);
      log.write('warning', 'a ping was not taken', { reason });
    }
  };
  return {
    start: (runId) => {
      begun = runId;
      started = ping((checks, clock) => checks.start(runId, clock), PING_MS);
    },
    end: async (report, exitCode) => {
      await started;
      const how = pingOf(report.outcome, exitCode);
      const body = redact(runLine(report));
      const limitMs = report.outcome === 'stopped' ? LAST_PING_MS : PING_MS;
      await ping((checks, clock) => checks.end(how, begun ?? report.runId, body, clock), limitMs);
      await opened?.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
}
