import { readSwitch } from '../core/job-switch.ts';
import { istText } from '../core/market/instant.ts';
import type { Ending } from './ending.ts';
import { askGate } from './gate.ts';
import type { Job } from './job.ts';
import type { RunSurroundings } from './run-surroundings.ts';

/**
 * Why the job has nothing to do before it has begun: switched off, or the market is shut. Absent: it
 * may begin, as it always may with `--force`.
 *
 * @throws Failure `config` for a gated job on a day that the calendar knows nothing about
 */
export async function turnedAway(
  job: Job,
  { force, context }: RunSurroundings,
  options: Readonly<Record<string, unknown>>,
): Promise<Ending | undefined> {
  if (force) return undefined;
  if (job.switchedOff !== undefined) {
    const summary = `switched off by ${job.switchedOff}`;
    return { outcome: 'disabled', summary, counts: {} };
  }
  const { store, clock, wall, calendar } = context;
  const off = readSwitch(await store.jobState.get(job.name, 'enabled'), wall.now());
  if (off) {
    const until = off.until === undefined ? '' : ` until ${istText(off.until)}`;
    const summary = `switched off${until}: \`paperjobs enable ${job.name}\` switches it on`;
    return { outcome: 'disabled', summary, counts: {} };
  }
  if (!job.gate || (job.gate.unless !== undefined && options[job.gate.unless] === true)) {
    return undefined;
  }
  const { open, why } = askGate(job.gate, calendar('XNSE'), clock.now());
  return open ? undefined : { outcome: 'closed', summary: why, counts: {} };
}
