import { describe, expect, it } from 'vitest';
import { JOBS } from '../../src/jobs/index.ts';
import { FAULTS, OF_SOURCES, killed } from './faults.ts';
import { JOB_CASES } from './job-cases.ts';
import { EVERY_FAULT, SEED, fractionsOf } from './seed.ts';
import { undisturbed } from './struck-job.ts';

it('every job has a case, and every case a job', () => {
  expect(Object.keys(JOB_CASES).toSorted()).toEqual(JOBS.map(({ name }) => name).toSorted());
});

/**
 * Faults besides a kill: those of sources, and of the others all, or one of them for every other job;
 * another seed has others.
 */
function faultsOf(place: number, sources: (typeof JOB_CASES)[string]['sources'] = []) {
  const fitting = FAULTS.filter(({ fits }) => fits?.({ sources }) ?? true);
  const ofSources = OF_SOURCES.filter(({ fits }) => fits?.({ sources }) ?? true);
  if (EVERY_FAULT) return [...ofSources, ...fitting];
  const turn = place + Math.abs(SEED);
  const one = turn % 2 === 0 ? fitting.slice((turn / 2) % fitting.length).slice(0, 1) : [];
  return [...ofSources, ...one];
}

describe.concurrent('every job, struck in the midst of its work', () => {
  it.each(JOBS.map((job, place) => [job.name, job, place] as const))(
    '%s: nothing lost, nothing doubled, the outcome true, healed by the next run',
    { timeout: 240_000 },
    async (name, job, place) => {
      const struck = await undisturbed(job);
      for (const fault of [killed, ...faultsOf(place, JOB_CASES[name]?.sources)]) {
        await fault.strike(struck, fractionsOf(name, fault.name));
      }
    },
  );
});
