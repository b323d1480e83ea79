import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootSystemd, whyNoSystemd } from '../support/own-systemd.ts';
import type { OwnSystemd } from '../support/own-systemd.ts';

const why = whyNoSystemd();
if (why !== undefined) process.stderr.write(`the suite of the API is left out: ${why}\n`);

const PROGRAM = '/opt/paperjobs/bin/paperjobs.js';
const STATE = '/var/lib/paperjobs';
const TOKEN = 'token-of-the-desk-0123456789';
const UNIT = 'paperjobs-api.service';

let machine: OwnSystemd;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Calls from inside, where the loopback is. */
function call(method: string, path: string, headers: Record<string, string> = {}): Answer {
  const script = `const { request } = require('node:http');
    request({ port: 8787, host: '127.0.0.1', path: ${JSON.stringify(path)}, method: '${method}',
      headers: ${JSON.stringify(headers)} }, (answer) => {
      let body = ''; answer.setEncoding('utf8').on('data', (text) => (body += text));
      answer.on('end', () => console.log(JSON.stringify({ status: answer.statusCode, body })));
    }).end();`;
  machine.put('/root/call.cjs', script);
  return JSON.parse(machine.sh('node /root/call.cjs')) as Answer;
}

const withToken = { authorization: `Bearer ${TOKEN}` };
const state = (): string => machine.show(UNIT, 'ActiveState')['ActiveState'] ?? '';

describe.skipIf(why !== undefined)('the API behind a socket of systemd', () => {
  beforeAll(() => {
    machine = bootSystemd();
    machine.put('/etc/credstore/api-token', TOKEN);
    machine.sh(`${PROGRAM} schedule install --systemd`);
    machine.sh("systemctl stop 'paperjobs-*.timer'");
    // Five minutes are too long for a test; the sandbox needs no network.
    machine.sh(`mkdir -p /etc/systemd/system/${UNIT}.d`);
    const start = `/usr/bin/node ${PROGRAM} serve --sandbox --idle-seconds 3`;
    machine.put(
      `/etc/systemd/system/${UNIT}.d/test.conf`,
      `[Service]\nExecStart=\nExecStart=${start}\n`,
    );
    machine.sh('systemctl daemon-reload && systemctl enable --now paperjobs-api.socket');
  });
  afterAll(() => machine?.halt());

  it('is started by the first call, and ends when there are none', async () => {
    expect(state()).toBe('inactive');
    const page = call('GET', '/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('How things stand (SANDBOX)');
    expect(state()).toBe('active');
    await machine.until(() => state() === 'inactive', 30, 'the service ends by itself');
    expect(machine.show(UNIT, 'Result')['Result']).toBe('success');
    expect(call('GET', '/api/jobs/status').status, 'and starts again').toBe(200);
  });

  it('refuses who has no token, or another name for this machine', () => {
    expect(call('POST', '/api/jobs/eod/trigger').status).toBe(401);
    expect(call('GET', '/', { host: 'evil.example' }).status).toBe(421);
    const guess = call('POST', '/api/jobs/eod/trigger', { authorization: 'Bearer guess' });
    expect(guess.status).toBe(401);
    expect(guess.body).not.toContain(TOKEN);
  });

  it('runs a real job under the sandbox of the unit, and waits for it before it ends', async () => {
    const path = '/api/jobs/eod/trigger';
    const { status, body } = call('POST', path, withToken);
    expect(status, body).toBe(202);
    const { runId } = JSON.parse(body) as { runId: string };
    await machine.until(
      () => call('GET', `/api/runs/${runId}`).body.includes('"outcome":"ok"'),
      60,
      'the run ends well',
    );
    const rows = machine.sh(
      `sqlite3 ${STATE}/sandbox/paperjobs.db "SELECT job, trigger, outcome FROM job_runs WHERE id = '${runId}'"`,
    );
    expect(rows).toBe('eod|api|ok\n');
  });

  it('switches a job off for whatever starts it', () => {
    expect(call('PUT', '/api/jobs/flows/toggle?enabled=false', withToken).status).toBe(200);
    const said = machine.sh(
      `runuser -u paperjobs -- env PAPERJOBS_DATA_DIR=${STATE} ${PROGRAM} flows --sandbox`,
    );
    expect(said).toContain('flows: disabled');
    expect(call('PUT', '/api/jobs/flows/toggle?enabled=true', withToken).status).toBe(200);
  });

  it('writes its token nowhere', () => {
    const journal = machine.sh(`journalctl -u ${UNIT} --no-pager`);
    expect(journal).toContain('calls are answered');
    expect(journal).not.toContain(TOKEN);
    const found = machine.ask('grep', '-rl', TOKEN, STATE);
    expect(found.text.trim()).toBe('');
  });
});
