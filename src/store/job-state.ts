import { readSwitch } from '../core/job-switch.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Handle } from './handle.ts';

/** Reading of what jobs remember between runs: cursors, switches. */
export function readJobState({ db }: Handle) {
  return {
    /** @returns absent when the job never wrote that name */
    async get(job: string, name: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('job_state')
        .select('value')
        .where('job', '=', job)
        .where('name', '=', name)
        .executeTakeFirst();
      return row?.value;
    },
    /** What every job that wrote that name remembers by it. */
    async named(name: string): Promise<Map<string, string>> {
      const rows = await db
        .selectFrom('job_state')
        .select(['job', 'value'])
        .where('name', '=', name)
        .orderBy('job')
        .execute();
      return new Map(rows.map(({ job, value }) => [job, value]));
    },
    /** Everything that a job wrote under names that begin so, by name. */
    async startingWith(job: string, prefix: string): Promise<Map<string, string>> {
      const rows = await db
        .selectFrom('job_state')
        .select(['name', 'value'])
        .where('job', '=', job)
        .where('name', '>=', prefix)
        .where('name', '<', `${prefix}\u{10ffff}`)
        .orderBy('name')
        .execute();
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    /** Jobs that are switched off at that moment. */
    async disabled(now: Instant): Promise<Set<string>> {
      const rows = await db
        .selectFrom('job_state')
        .select(['job', 'value'])
        .where('name', '=', 'enabled')
        .execute();
      return new Set(rows.flatMap(({ job, value }) => (readSwitch(value, now) ? [job] : [])));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeJobState({ db }: Handle) {
  return {
    async set(job: string, name: string, value: string, at: Instant): Promise<void> {
      await db
        .insertInto('job_state')
        .values({ job, name, value, changed_at: at })
        .onConflict((conflict) =>
          conflict.columns(['job', 'name']).doUpdateSet({ value, changed_at: at }),
        )
        .execute();
    },
    /** Forgets what a job wrote under names from one up to, not with, another. */
    async forgetBetween(job: string, from: string, before: string): Promise<void> {
      await db
        .deleteFrom('job_state')
        .where('job', '=', job)
        .where('name', '>=', from)
        .where('name', '<', before)
        .execute();
    },
  };
}
