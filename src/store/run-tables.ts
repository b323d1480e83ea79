import type { Generated } from 'kysely';

/** Tables of what ran, as the newest migration leaves them. Meanings of columns are in migrations 1 and 11. */
export interface RunTables {
  job_runs: {
    id: string;
    job: string;
    outcome: string;
    exit_code: number | null;
    summary: string | null;
    trigger: string;
    invocation_id: string | null;
    parent_run: string | null;
    as_of: number;
    started_at: number;
    ended_at: number | null;
    duration_ms: number | null;
    counts: Generated<string>;
    warnings: Generated<string>;
    error_code: string | null;
    error_message: string | null;
    locks: string;
    arguments: string;
    version: string;
    host: string;
    pid: number;
  };
  job_state: { job: string; name: string; value: string; changed_at: number };
  system_log: {
    id: Generated<number>;
    run_id: string;
    job: string;
    logged_at: number;
    level: string;
    event: string;
    fields: string;
  };
}
