import type { Migration } from '../migrate.ts';

/**
 * What every run asks is found without reading the past: rows of its job that died open, the first order
 * of a share, and sales whose depository fee is paid.
 */
export const whatRunsAsk: Migration = {
  number: 22,
  name: 'what-runs-ask',
  sql: `
CREATE INDEX job_runs_open ON job_runs (job) WHERE outcome = 'running';
CREATE INDEX orders_by_listing ON orders (listing_id, order_id);
CREATE INDEX trades_with_dp ON trades (session, account_id, listing_id) WHERE dp_paise > 0;
`,
};
