import { Failure } from '../core/failure.ts';
import type { HeldLocks } from '../ports/job-lock.ts';
import type { Job } from './job.ts';
import type { RunSurroundings } from './run-surroundings.ts';

const LOCK_POLL_MS = 100;

/**
 * Waits for the job's locks, hearing signals meanwhile.
 *
 * @throws Failure `locked` when the wait runs out: it names the holder; `stopped` by a signal
 */
export async function acquireLocks(
  job: Job,
  { lock, waitSeconds, context }: RunSurroundings,
): Promise<HeldLocks> {
  const { pacer, signal, store, log } = context;
  const deadline = pacer.monotonicMs() + waitSeconds * 1000;
  for (let told = false; ; told = true) {
    const answer = lock.tryAcquire(job.locks);
    if (answer.busy === undefined) return answer;
    const holder = await store.runs.holderOf(answer.busy);
    const who = holder ? `${holder.job} (process ${holder.pid})` : 'another process';
    if (pacer.monotonicMs() >= deadline) {
      throw new Failure(
        'locked',
        `waited ${waitSeconds} s for the lock "${answer.busy}", which ${who} holds: run again later, or wait longer with --wait`,
        { detail: { lock: answer.busy, holder: holder?.id } },
      );
    }
    if (!told) log.write('info', `waiting for ${who}`, { lock: answer.busy });
    await pacer.sleep(LOCK_POLL_MS, signal);
  }
}
