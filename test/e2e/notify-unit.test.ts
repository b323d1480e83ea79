import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const UNIT = 'paperjobs-backup.service';
/** From ten in the evening on, Indian time, any run would tell of the day. */
const NO_DIGEST = { PAPERJOBS_NOTIFY_DIGEST: 'false' };

interface Told {
  readonly queued: boolean;
  readonly title: string | null;
  readonly outcome: string | null;
}

/** A machine whose systemctl and journalctl say this. */
function machine(desk: Desk, properties: string, journal = ''): { PATH: string } {
  const bin = join(desk.home, 'bin');
  mkdirSync(bin, { recursive: true });
  const say = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n/bin/cat <<'END'\n${text}\nEND\n`);
    chmodSync(join(bin, name), 0o755);
  };
  say('systemctl', properties);
  say('journalctl', journal);
  return { PATH: bin };
}

const notify = (desk: Desk, env: Readonly<Record<string, string>>) =>
  run(desk, ['notify', '--unit', UNIT, '--json'], { env });

describe('notify --unit', () => {
  it('tells of a unit that ended before it had a row, with its result and journal, once', async () => {
    const desk = newDesk(NO_DIGEST);
    await run(desk, ['backup']);
    const env = machine(
      desk,
      'LoadState=loaded\nResult=exit-code\nExecMainStatus=78\nInvocationID=abc1',
      '<3>paperjobs: config: expected a number\nMain process exited',
    );
    const told = jsonOf<Told>(await notify(desk, env));
    expect(told).toMatchObject({ queued: true, title: 'backup failed: config' });
    const [row] = rowsOf(desk.database, 'SELECT body FROM notifications');
    expect(row?.['body']).toBe(
      `${UNIT} failed: exit-code, status 78.\n\n> paperjobs: config: expected a number\n> Main process exited`,
    );
    expect(jsonOf<Told>(await notify(desk, env)).queued, 'the same activation again').toBe(false);
    const [health] = rowsOf(
      desk.database,
      "SELECT json_extract(value, '$.failures') AS failures FROM job_state WHERE name = 'health'",
    );
    expect(health).toEqual({ failures: 1 });
  });

  it('leaves alone a run that told of itself', async () => {
    const desk = newDesk(NO_DIGEST);
    const failing = { PAPERJOBS_BACKUP_FOLDER: '/dev/null/x', INVOCATION_ID: 'abc2' };
    await run(desk, ['backup'], { env: failing });
    const env = machine(
      desk,
      'LoadState=loaded\nResult=exit-code\nExecMainStatus=73\nInvocationID=abc2',
    );
    expect(jsonOf<Told>(await notify(desk, env))).toMatchObject({ queued: false, outcome: 'disk' });
    expect(rowsOf(desk.database, 'SELECT topic FROM notifications')).toEqual([
      { topic: 'job-failed' },
    ]);
  });

  it('closes the row of a run that was killed, and says by what', async () => {
    const desk = newDesk(NO_DIGEST);
    await run(desk, ['backup'], { env: { INVOCATION_ID: 'abc3' } });
    const database = new SqliteDatabase(desk.database);
    database.exec("UPDATE job_runs SET outcome = 'running', ended_at = NULL, exit_code = NULL");
    database.close();
    const env = machine(
      desk,
      'LoadState=loaded\nResult=oom-kill\nExecMainStatus=9\nInvocationID=abc3',
    );
    expect(jsonOf<Told>(await notify(desk, env))).toMatchObject({
      queued: true,
      title: 'backup failed: crashed',
    });
    expect(rowsOf(desk.database, 'SELECT outcome, summary FROM job_runs')).toEqual([
      { outcome: 'crashed', summary: `${UNIT} failed: oom-kill, status 9.` },
    ]);
    await run(desk, ['backup']);
    const titles = rowsOf(desk.database, 'SELECT title FROM notifications ORDER BY 1');
    expect(titles.map(({ title }) => title)).toEqual([
      'backup failed: crashed',
      'backup is well again: ok',
    ]);
  });

  it('says so where systemd knows no such unit', async () => {
    const desk = newDesk(NO_DIGEST);
    const env = machine(desk, 'LoadState=not-found\nResult=success\nExecMainStatus=0');
    const { stdout } = await run(desk, ['notify', '--unit', 'paperjobs-backup'], { env });
    expect(stdout).toContain(`systemd knows no unit "${UNIT}"`);
    expect(stdout).toContain('no way out is switched on');
  });
});
