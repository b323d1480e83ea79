import type { Migration } from '../migrate.ts';

/**
 * Every run looks for rows of its job that died open: among all that the job ever had, a year of minutes
 * would be read through for it.
 */
export const openRuns: Migration = {
  number: 22,
  name: 'open-runs',
  sql: `
CREATE INDEX job_runs_open ON job_runs (job) WHERE outcome = 'running';
`,
};
