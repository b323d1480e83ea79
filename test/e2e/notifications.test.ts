import SqliteDatabase from 'better-sqlite3';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { jsonOf, run, start } from '../support/program.ts';
import type { Ended } from '../support/program.ts';
import { toldSink } from '../support/told-sink.ts';
import { FAILING, TOKEN, broken, deskTelling, failingEnv, ok, texts } from './telling-desk.ts';

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
