import { expect } from 'vitest';
import { defineJob } from '../../src/kit/job.ts';
import type { Job, JobDeclaration } from '../../src/kit/job.ts';
import type { Schedule } from '../../src/kit/schedule.ts';

/** Every minute of a regular session, both ends in it. */
export const MARKET_MINUTES: Schedule = {
  days: 'Mon-Fri',
  everyMinutes: 1,
  from: '09:15',
  to: '15:30',
};

/** A job that nobody runs here. */
export function madeUpJob(more: Partial<JobDeclaration<Record<string, never>>> = {}): Job {
  return defineJob({
    name: 'bell',
    summary: 'Rings',
    priority: 'medium',
    schedules: [MARKET_MINUTES],
    timeoutMinutes: 5,
    options: {},
    examples: ['bell'],
    endings: [],
    network: true,
    load: async () => expect.fail('nothing runs here'),
    ...more,
  });
}
