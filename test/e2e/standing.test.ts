import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newDesk, run } from '../support/program.ts';
import type { Desk } from '../support/program.ts';
import { failingEnv } from './telling-desk.ts';

describe('how things stand', () => {
  let desk: Desk;
  beforeAll(async () => {
    // From ten in the evening on, Indian time, any run would tell of the day.
    desk = newDesk({ ...failingEnv, PAPERJOBS_NOTIFY_DIGEST: 'false' });
    for (let count = 0; count < 2; count++) await run(desk, ['backup']);
  });

  it('status is degraded and says what needs a person', async () => {
    const told = await run(desk, ['status']);
    expect(told.status).toBe(3);
    expect(told.stdout).toContain('! backup has failed 2 times in a row: `paperjobs why backup`');
    expect(
      Math.max(
        ...told.stdout
          .split('\n')
          .slice(1)
          .map((line) => line.length),
      ),
    ).toBeLessThan(81);
    const json = jsonOf<{ healthy: boolean; jobs: { job: string; failuresInRow: number }[] }>(
      await run(desk, ['status', '--json']),
    );
    expect(json.healthy).toBe(false);
    expect(json.jobs.find(({ job }) => job === 'backup')?.failuresInRow).toBe(2);
  });

  it('why tells the story and what to do', async () => {
    const { stdout } = await run(desk, ['why', 'backup']);
    expect(stdout).toContain('- what to do: free space');
    expect(stdout).toContain('- it has failed 2 times in a row since');
  });

  it('logs --journal says so where there is no journal', async () => {
    const told = await run(desk, ['logs', 'backup', '--journal'], { env: { PATH: '/nowhere' } });
    expect(told.status).toBe(78);
    expect(told.stderr).toContain('`paperjobs logs backup` reads what the database keeps');
  });

  it('history --stats tells how often it works', async () => {
    const told = await run(desk, ['history', '--stats', '--json']);
    expect(jsonOf(told)).toEqual([
      expect.objectContaining({
        job: 'backup',
        runs: 2,
        failed: 2,
        successRatio: 0,
        medianMs: null,
      }),
    ]);
  });

  it('metrics are written whole, for others to read', async () => {
    const file = join(desk.home, 'paperjobs.prom');
    const told = await run(desk, ['metrics', '--textfile', file]);
    expect(told.status, told.stderr).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o644);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('paperjobs_job_failures_in_row{job="backup"} 2\n');
    expect(text).toContain('paperjobs_job_runs_last_day{job="backup",outcome="disk"} 2\n');
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) |[a-z_]+(?:\{[^}]*\})? -?\d)/);
    }
    expect((await run(desk, ['metrics'])).stdout).toContain('paperjobs_outbox_waiting 1\n');
  });
});
