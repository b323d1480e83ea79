import type { Migration } from '../migrate.ts';

/** A run of a chain knows its steps. */
export const chainSteps: Migration = {
  number: 11,
  name: 'chain-steps',
  sql: `
ALTER TABLE job_runs ADD COLUMN parent_run TEXT;
CREATE INDEX job_runs_parent ON job_runs (parent_run) WHERE parent_run IS NOT NULL;
`,
};
