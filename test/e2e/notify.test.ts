import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mailSink } from '../support/mail-sink.ts';
import { jsonOf, newDesk, run } from '../support/program.ts';
import { toldSink } from '../support/told-sink.ts';
import { FAILING, deskTelling, failingEnv, ok, texts } from './telling-desk.ts';

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

  it('test tells of a way that was asked for by name and is switched off', async () => {
    const asked = ['notify', 'test', '--channel', 'command,telegram', '--sandbox', '--json'];
    const told = await run(newDesk(), asked);
    expect(jsonOf(told)).toEqual([
      { channel: 'telegram', outcome: 'sent', reason: null },
      { channel: 'command', outcome: 'off', reason: 'set notify.command' },
    ]);
    expect(told.status).toBe(1);
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
