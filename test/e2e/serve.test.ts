import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDesk, run, start } from '../support/program.ts';
import type { Desk, Running } from '../support/program.ts';

const TOKEN = 'a-token-of-the-desk-0123456789abcdef';

interface Told {
  readonly status: number;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A small generator of numbers from 0 to 1 (mulberry32), the same for a seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Served {
  readonly desk: Desk;
  readonly running: Running;
  call(
    method: string,
    path: string,
    more?: { body?: string; headers?: Record<string, string> },
  ): Promise<Told>;
}

async function served(env: Record<string, string> = {}, words: string[] = []): Promise<Served> {
  const desk = newDesk(env);
  const port = await freePort();
  const running = start(desk, ['serve', '--sandbox', '--port', String(port), ...words]);
  await running.logged('calls are answered');
  return {
    desk,
    running,
    async call(method, path, { body, headers = {} } = {}) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.text();
      const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Told['json'];
      return { status: answer.status, text, json, headers: answer.headers };
    },
  };
}

const WITH_TOKEN = { headers: { authorization: `Bearer ${TOKEN}` } };

async function ended({ call }: Served, runId: unknown): Promise<Told['json']> {
  for (let look = 0; look < 300; look++) {
    const { json } = await call('GET', `/api/runs/${String(runId)}`);
    if (json['outcome'] !== 'starting' && json['outcome'] !== 'running') return json;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the run did not end');
}

describe('serve', () => {
  it('starts a job as its own process, tells of its run, and switches jobs', async () => {
    const api = await served({ PAPERJOBS_SERVE_TOKEN: TOKEN });
    const { call } = api;
    const body = JSON.stringify({ options: { interval: ['1d'], symbols: 'PAPERTIGER' } });
    const started = await call('POST', '/api/jobs/market-sync/trigger', { ...WITH_TOKEN, body });
    expect(started.status, JSON.stringify(started.json)).toBe(202);
    const told = await ended(api, started.json['runId']);
    expect(told).toMatchObject({
      runId: started.json['runId'],
      job: 'market-sync',
      outcome: 'ok',
      exitCode: 0,
      trigger: 'api',
    });

    const off = await call('PUT', '/api/jobs/market-sync/toggle?enabled=false', WITH_TOKEN);
    expect(off.json).toEqual({ job: 'market-sync', enabled: false });
    const timed = await run(api.desk, ['market-sync', '--sandbox']);
    expect(timed.stdout).toContain('disabled');
    const on = await call('PUT', '/api/jobs/market-sync/toggle', {
      ...WITH_TOKEN,
      body: '{"enabled": true}',
    });
    expect(on.json).toEqual({ job: 'market-sync', enabled: true });

    const { json, headers } = await call('GET', '/api/jobs/status');
    expect(json['jobs']).toContainEqual(
      expect.objectContaining({ job: 'market-sync', outcome: expect.any(String) }),
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBeNull();

    const page = await call('GET', '/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text).toContain('How things stand (SANDBOX)');
    expect(page.text, 'no report is kept yet').not.toContain('/report');
    expect((await call('GET', '/report')).status).toBe(404);
    const made = await run(api.desk, ['report', '--sandbox']);
    expect(made.status, made.stderr).toBe(0);
    expect((await call('GET', '/report')).text).toContain('paper accounts, no real money');
    expect((await call('GET', '/')).text).toContain('<a href="/report">');
    const metrics = await call('GET', '/metrics');
    expect(metrics.text).toMatch(/^paperjobs_job_last_exit_code\{job="market-sync"\} 0$/m);

    api.running.process.kill('SIGTERM');
    const end = await api.running.ended;
    expect(JSON.stringify([end, told, json, page, metrics])).not.toContain(TOKEN);
    expect(readFileSync(api.desk.sandboxDatabase).includes(TOKEN)).toBe(false);
  });

  it('refuses who may not, what is not, and what is not said right', async () => {
    const { call } = await served({ PAPERJOBS_SERVE_TOKEN: TOKEN });
    const statusOf = async (...asked: Parameters<typeof call>): Promise<number> =>
      (await call(...asked)).status;
    const trigger = '/api/jobs/vacuum/trigger';
    expect(await statusOf('POST', trigger)).toBe(401);
    expect(await statusOf('POST', trigger, { headers: { authorization: 'Bearer no' } })).toBe(401);
    const page = { ...WITH_TOKEN.headers, origin: 'https://evil.example' };
    expect(await statusOf('POST', trigger, { headers: page })).toBe(403);
    const long = { ...WITH_TOKEN, body: `{"options": {"x": "${'y'.repeat(20_000)}"}}` };
    expect(await statusOf('POST', trigger, long)).toBe(413);
    expect(await statusOf('POST', trigger, { ...WITH_TOKEN, body: '{' })).toBe(400);
    expect(await statusOf('POST', '/api/jobs/nothing/trigger', WITH_TOKEN)).toBe(404);
    expect(await statusOf('GET', '/api/runs/5')).toBe(400);
    expect(await statusOf('GET', '/api/runs/0b1c2d3e-1111-4222-8333-444455556666')).toBe(404);
    expect(await statusOf('GET', '/../../etc/passwd')).toBe(404);
    const wrong = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        statusOf('POST', trigger, { headers: { authorization: `Bearer ${index}` } }),
      ),
    );
    expect(wrong, 'guessing is slowed down').toContain(429);
  });

  it('changes nothing where no token is set', async () => {
    const { call } = await served();
    const { status, json } = await call('PUT', '/api/jobs/eod/toggle?enabled=false', WITH_TOKEN);
    expect(status).toBe(403);
    expect(json['error']).toContain('serve.token');
  });

  it('ends when nobody calls, and says where it listened', async () => {
    const { running } = await served({}, ['--idle-seconds', '1']);
    const { status, stdout } = await running.ended;
    expect(status).toBe(0);
    expect(stdout).toMatch(/0 calls answered at http:\/\/127\.0\.0\.1:\d+\//);
  });

  it('reads its token from a credential of the unit', async () => {
    const desk = newDesk();
    const folder = join(desk.home, 'credentials');
    mkdirSync(folder);
    writeFileSync(join(folder, 'api-token'), `${TOKEN}\n`);
    const { call } = await served({ CREDENTIALS_DIRECTORY: folder });
    const told = await call('PUT', '/api/jobs/eod/toggle?enabled=false', WITH_TOKEN);
    expect(told.status).toBe(200);
  });

  it('outlives callers that send anything at all', async () => {
    const { call, running } = await served({ PAPERJOBS_SERVE_TOKEN: TOKEN });
    const random = mulberry(Number(process.env['PAPERJOBS_TEST_SEED'] ?? 7));
    const pick = <Item>(items: readonly Item[]): Item | undefined =>
      items[Math.floor(random() * items.length)];
    const words = [
      'api',
      'jobs',
      'runs',
      'eod',
      '..',
      '%00',
      'trigger',
      'x'.repeat(999),
      '?a=b',
      '//',
    ];
    const bodies = [
      '',
      '{',
      '[]',
      '{"options":{"date":"x"}}',
      '{"__proto__":{}}',
      '\u0000',
      'y'.repeat(5000),
    ];
    const count = Number(process.env['PAPERJOBS_TEST_CALLS'] ?? 300);
    for (let index = 0; index < count; index++) {
      const path = `/${Array.from({ length: 4 }, () => pick(words)).join('/')}`;
      const method = pick(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) ?? 'GET';
      const headers = random() < 0.5 ? WITH_TOKEN.headers : { origin: 'null' };
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: pick(bodies) ?? '' };
      const { status } = await call(method, path, { headers, ...body });
      expect(status, `${method} ${path}`).not.toBe(500);
    }
    // The bucket of calls fills again within a second.
    await new Promise((done) => setTimeout(done, 1200));
    expect((await call('GET', '/api/jobs/status')).status).toBe(200);
    const memory = readFileSync(`/proc/${running.process.pid}/status`, 'utf8');
    expect(Number(/VmRSS:\s+(\d+) kB/.exec(memory)?.[1])).toBeLessThan(200_000);
  });
});
