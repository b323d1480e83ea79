import SqliteDatabase from 'better-sqlite3';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { mailSink } from '../support/mail-sink.ts';
import { jsonOf, newDesk, run, start } from '../support/program.ts';
import type { Desk, Ended } from '../support/program.ts';
import { toldSink } from '../support/told-sink.ts';
import type { ToldSink } from '../support/told-sink.ts';

const TOKEN = '12345:t0ken-of-the-bot';

/** A desk whose only source is not there and that tells by Telegram. */
function deskTelling(sink: ToldSink, more: Readonly<Record<string, string>> = {}): Desk {
  return newDesk({
    PAPERJOBS_BASE_URL: 'http://127.0.0.1:9',
    PAPERJOBS_HTTP_RETRIES: '0',
    TELEGRAM_ENABLED: 'true',
    TELEGRAM_CHAT_ID: '77',
    TELEGRAM_BOT_TOKEN: TOKEN,
    PAPERJOBS_TELEGRAM_BASE_URL: sink.origin,
    PAPERJOBS_NOTIFY_DIGEST: 'false',
    ...more,
  });
}

/** A run that fails for good: a damaged place for its backups. */
const FAILING = ['backup', '--json'];
const failingEnv = { PAPERJOBS_BACKUP_FOLDER: '/dev/null/backups' };

const texts = (sink: ToldSink): string[] =>
  sink.requests.map(({ body }) => (JSON.parse(body) as { text: string }).text);

const ok = (): { status: number; body: string } => ({ status: 200, body: '{"ok":true}' });
const broken = (): { status: number; body: string } => ({ status: 502, body: 'bad gateway' });

describe('a failure', () => {
  it('goes out after the run, and once; the recovery follows', async () => {
    const sink = await toldSink();
    sink.answer(ok);
    const desk = deskTelling(sink);
    const failed = await run(desk, FAILING, { env: failingEnv });
    expect(failed.status, failed.stderr).toBeGreaterThan(63);
    expect(texts(sink)).toEqual([expect.stringMatching(/^<b>backup failed: disk<\/b>\n/)]);
    await run(desk, FAILING, { env: failingEnv });
    expect(sink.requests).toHaveLength(1);
    expect((await run(desk, ['backup'])).status).toBe(0);
    expect(texts(sink)[1]).toMatch(/^<b>backup is well again: ok<\/b>/);
  });

  it('a dead sink changes neither outcome nor rows, and gets everything once it is back', async () => {
    const sink = await toldSink();
    sink.answer(broken);
    const desk = deskTelling(sink);
    const told = await run(desk, FAILING, { env: failingEnv });
    expect(jsonOf<{ outcome: string }>(told).outcome).toBe('disk');
    const [row] = rowsOf(desk.database, 'SELECT outcome, exit_code FROM job_runs');
    expect(row).toEqual({ outcome: 'disk', exit_code: told.status });
    await run(desk, ['backup']);
    sink.answer(ok);
    sink.requests.splice(0);
    const flushed = await run(desk, ['notify', 'flush']);
    expect(flushed.stdout).toMatch(/^telegram: 2 sent\n0 waiting\n$/);
    expect(texts(sink).map((text) => text.split('\n')[0])).toEqual([
      '<b>backup failed: disk</b>',
      '<b>backup is well again: ok</b>',
    ]);
    await run(desk, ['notify', 'flush']);
    expect(sink.requests).toHaveLength(2);
    const [state] = rowsOf(
      desk.database,
      'SELECT group_concat(state) AS states FROM notifications',
    );
    expect(state).toEqual({ states: 'sent,sent' });
  });

  it('a sink that never answers holds nobody up for longer than the budget', async () => {
    const sink = await toldSink();
    sink.answer(() => 'hang');
    const desk = deskTelling(sink, { PAPERJOBS_NOTIFY_BUDGET_SECONDS: '2' });
    const running = start(desk, FAILING, { env: failingEnv });
    const result = await new Promise<string>((resolve) => {
      running.process.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    });
    expect(result, 'the result is told before anything is sent').toContain('"outcome": "disk"');
    const [row] = rowsOf(desk.database, 'SELECT outcome FROM job_runs');
    expect(row, 'and the run is closed').toEqual({ outcome: 'disk' });
    const ended = await running.ended;
    expect(ended.stderr).toContain('no answer within');
  });

  it('killed while sending, the message is not lost', async () => {
    const sink = await toldSink();
    sink.answer(() => 'hang');
    const desk = deskTelling(sink);
    const running = start(desk, FAILING, { env: failingEnv });
    await expect.poll(() => sink.requests.length, { timeout: 20_000 }).toBe(1);
    running.process.kill('SIGKILL');
    await running.ended;
    const [claimed] = rowsOf(desk.database, 'SELECT state FROM notification_deliveries');
    expect(claimed).toEqual({ state: 'sending' });
    const database = new SqliteDatabase(desk.database);
    database.exec('UPDATE notification_deliveries SET due_at = 0');
    database.close();
    sink.answer(ok);
    await run(desk, ['notify', 'flush']);
    expect(sink.requests).toHaveLength(2);
    expect(rowsOf(desk.database, 'SELECT state, attempts FROM notification_deliveries')).toEqual([
      { state: 'sent', attempts: 2 },
    ]);
  });

  it('two processes that flush at once send each message once', async () => {
    const sink = await toldSink();
    sink.answer(broken);
    const desk = deskTelling(sink);
    await run(desk, FAILING, { env: failingEnv });
    await run(desk, ['backup']);
    sink.answer(ok);
    sink.requests.splice(0);
    const flush = (): Promise<Ended> => run(desk, ['notify', 'flush']);
    await Promise.all([flush(), flush(), flush()]);
    expect(texts(sink).toSorted()).toHaveLength(2);
    expect(new Set(texts(sink)).size).toBe(2);
  });

  it('no secret is in the database, on a terminal, or in a file', async () => {
    const sink = await toldSink();
    sink.answer(({ path }) => ({ status: 401, body: `no bot at ${path}` }));
    const desk = deskTelling(sink);
    const failed = await run(desk, [...FAILING, '-v'], { env: failingEnv });
    const listed = await run(desk, ['notify', 'list', '--json']);
    const tested = await run(desk, ['notify', 'test', '--json']);
    expect(tested.status).toBe(1);
    const files = readdirSync(desk.dataDir, { recursive: true, encoding: 'utf8' })
      .map((path) => join(desk.dataDir, path))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'));
    const all = [failed, listed, tested].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    expect([...all, ...files].join('\n')).toContain('•••');
    expect([...all, ...files].join('\n')).not.toContain('t0ken-of-the-bot');
    expect([...all, ...files].join('\n')).not.toContain(encodeURIComponent(TOKEN));
  });
});

describe('notify', () => {
  it('test sends a mail over STARTTLS to a real server', async () => {
    const sink = await mailSink();
    const desk = newDesk({
      EMAIL_ENABLED: 'true',
      EMAIL_FROM: 'paperjobs@desk.example',
      EMAIL_TO: 'owner@desk.example',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(sink.port),
      SMTP_USER: 'desk',
      SMTP_PASSWORD: 'mail-s3cret',
    });
    const mistrusted = await run(desk, ['notify', 'test']);
    expect(mistrusted.stdout).toMatch(/email +not sent +mail: .*certificate/);
    const env = { PAPERJOBS_EMAIL_CA_FILE: sink.caFile };
    const sent = await run(desk, ['notify', 'test', '--json'], { env });
    expect(jsonOf(sent)).toEqual([{ channel: 'email', outcome: 'sent', reason: null }]);
    expect(sink.mails).toMatchObject([{ secure: true, user: 'desk' }]);
    expect(sink.mails[0]?.raw).toContain('Subject: [paperjobs] A test of paperjobs');
  });

  it('test tells what to set where nothing is switched on, and what a switched-on way lacks', async () => {
    const none = await run(newDesk(), ['notify', 'test']);
    expect([none.status, none.stderr]).toEqual([78, expect.stringContaining('telegram.enabled')]);
    const half = await run(newDesk({ EMAIL_ENABLED: 'true' }), ['notify', 'test']);
    expect([half.status, half.stdout]).toEqual([1, expect.stringContaining('email.smtp_host')]);
  });

  it('on the sandbox reaches the sandbox and nobody else', async () => {
    const sink = await toldSink();
    const desk = deskTelling(sink, {
      PAPERJOBS_NOTIFY_COMMAND: 'touch told',
      EMAIL_ENABLED: 'true',
    });
    const told = await run(desk, ['notify', 'test', '--sandbox', '--json']);
    expect(jsonOf(told)).toEqual([{ channel: 'telegram', outcome: 'sent', reason: null }]);
    expect(sink.requests).toEqual([]);
    expect(readdirSync(desk.home)).not.toContain('told');
  });

  it('--unit without a subcommand or a unit says what it expects', async () => {
    const bare = await run(newDesk(), ['notify']);
    expect([bare.status, bare.stderr]).toEqual([64, expect.stringContaining('--unit NAME')]);
    const odd = await run(newDesk(), ['notify', '--unit', '../x y']);
    expect(odd.status).toBe(64);
  });

  it('--unit where there is no systemd says so, and tells of the failure all the same', async () => {
    const sink = await toldSink();
    sink.answer(ok);
    const desk = deskTelling(sink);
    const unit = ['notify', '--unit', 'paperjobs-eod.service'];
    const nowhere = { PATH: '/nowhere' };
    const told = await run(desk, unit, { env: nowhere });
    expect(told.status, told.stderr).toBe(0);
    expect(told.stdout).toContain('there is no program "systemctl"');
    expect(told.stdout).toContain('queued: eod failed: crashed');
    expect(texts(sink)[0]).toContain('paperjobs-eod.service failed.');
    const again = await run(desk, unit, { env: nowhere });
    expect(again.stdout).toContain('nothing new: counted as one more failure in a row');
    expect(sink.requests).toHaveLength(1);
  });
});

describe('pings', () => {
  it('tell a monitor of begin and end with the id of the run, and never fail it', async () => {
    const sink = await toldSink();
    const desk = newDesk({
      PAPERJOBS_PINGS_ENABLED: 'true',
      PAPERJOBS_PINGS_BASE_URL: sink.origin,
      PAPERJOBS_PINGS_KEY: 'p1ng-s3cret',
    });
    const good = await run(desk, ['backup', '--json']);
    const { runId } = jsonOf<{ runId: string }>(good);
    const base = '/p1ng-s3cret/paperjobs-backup';
    expect(sink.requests.map(({ path }) => path)).toEqual([
      `${base}/start?rid=${runId}`,
      `${base}?rid=${runId}`,
    ]);
    sink.answer(() => ({ status: 200, body: 'OK (not found)' }));
    const failed = await run(desk, FAILING, { env: failingEnv });
    expect(sink.requests.at(-1)?.path).toContain(`${base}/${failed.status}?rid=`);
    expect(failed.stderr).toContain('a ping was not taken');
    expect(failed.stderr).not.toContain('p1ng-s3cret');
    const gone = { PAPERJOBS_PINGS_BASE_URL: 'http://127.0.0.1:9' };
    expect((await run(desk, ['backup'], { env: gone })).status).toBe(0);
    const none = { PAPERJOBS_PINGS_JOBS: 'eod' };
    sink.requests.splice(0);
    await run(desk, ['backup'], { env: none });
    expect(sink.requests).toEqual([]);
  });
});

describe('how things stand', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = newDesk(failingEnv);
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
