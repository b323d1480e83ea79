import type { Migration } from '../migrate.ts';

/** What the screener tells of the whole time since listing. */
export const screenSinceListing: Migration = {
  number: 21,
  name: 'screen-since-listing',
  sql: `
ALTER TABLE screen ADD COLUMN since_high REAL;
ALTER TABLE screen ADD COLUMN since_low REAL;
ALTER TABLE screen ADD COLUMN yearly_return_kept REAL;
ALTER TABLE screen ADD COLUMN volatility_kept REAL;
ALTER TABLE screen ADD COLUMN days_listed REAL;
`,
};
