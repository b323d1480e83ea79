import { Failure } from '../core/failure.ts';
import { nearest } from '../core/nearest.ts';
import type { Job } from '../kit/job.ts';

/** The job of that name. @throws Failure `usage`, with the nearest one */
export function jobNamed(jobs: readonly Job[], name: string | undefined): Job {
  const job = jobs.find((one) => one.name === name);
  if (job) return job;
  const names = jobs.map((one) => one.name);
  const close = nearest(name ?? '', names);
  const hint = close === undefined ? `one of ${names.join(', ')}` : `did you mean "${close}"?`;
  throw new Failure('usage', `expected the name of a job, found "${name ?? ''}"; ${hint}`);
}
