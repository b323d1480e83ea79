import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpServer } from '../../src/platform/http-server.ts';
import type { ListenOn, ServedAnswer, ServedRequest } from '../../src/ports/http-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Given {
  readonly on?: ListenOn;
  readonly idleSeconds?: number;
  readonly busy?: () => boolean;
  readonly answer?: (request: ServedRequest) => Promise<ServedAnswer>;
}

const LOOPBACK: ListenOn = { kind: 'port', host: '127.0.0.1', port: 0 };
const echo = async ({ method, path, query, body }: ServedRequest): Promise<ServedAnswer> => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ method, path, query: query.toString(), body }),
});

async function serving(given: Given = {}) {
  const end = new AbortController();
  onTestFinished(() => end.abort());
  let ended: Promise<void> = Promise.resolve();
  const address = await new Promise<string>((resolve, reject) => {
    ended = httpServer({}, 1).serve(
      given.on ?? LOOPBACK,
      {
        maxBodyBytes: 100,
        busy: given.busy ?? (() => false),
        signal: end.signal,
        ...(given.idleSeconds === undefined ? {} : { idleSeconds: given.idleSeconds }),
      },
      resolve,
      given.answer ?? echo,
    );
    ended.catch(reject);
  });
  return { address, ended, end: () => end.abort() };
}

/** What comes back for these very bytes. */
async function raw(address: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    let told = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (data) => (told += data.toString()));
    socket.on('error', () => resolve(told)).on('close', () => resolve(told));
  });
}

describe('a listener', () => {
  it('hands over method, path, query and body, and gives the answer back', async () => {
    const { address } = await serving();
    const answer = await fetch(`${address}a%20b?x=1&y`, { method: 'POST', body: 'héllo' });
    expect(await answer.json()).toEqual({
      method: 'POST',
      path: '/a%20b',
      query: 'x=1&y=',
      body: 'héllo',
    });
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('refuses a body that is too long, told or not', async () => {
    const { address } = await serving();
    const answer = await fetch(address, { method: 'POST', body: 'x'.repeat(101) });
    expect(answer.status).toBe(413);
    const chunked = await raw(
      address,
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n80\r\n${'x'.repeat(128)}\r\n0\r\n\r\n`,
    );
    expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('answers what is no HTTP, and headers that are too long, and lives on', async () => {
    const { address } = await serving();
    expect(await raw(address, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(address, `GET / HTTP/1.1\r\nA: ${'x'.repeat(10_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect((await fetch(address)).status).toBe(200);
  });

  it('refuses a request with two hosts', async () => {
    const { address } = await serving();
    const hosts = 'Host: localhost\r\nHost: evil.example\r\nConnection: close';
    const answer = await raw(address, `GET / HTTP/1.1\r\n${hosts}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('tells a caller nothing of what went wrong inside', async () => {
    const { address } = await serving({
      answer: () => Promise.reject(new Error('the password is swordfish')),
    });
    const answer = await fetch(address);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('swordfish');
  });

  it('ends when nobody has called for a while, but not while work is under way', async () => {
    let busy = true;
    const { ended } = await serving({ idleSeconds: 1, busy: () => busy });
    let over = false;
    void ended.then(() => (over = true));
    await new Promise((done) => setTimeout(done, 1600));
    expect(over).toBe(false);
    busy = false;
    await ended;
  });

  it('ends at the signal although a caller keeps its connection', async () => {
    const { address, ended, end } = await serving();
    await fetch(address);
    end();
    await ended;
  });

  it('is reached by a path that only its owner may use, and takes over a stale one', async () => {
    const path = join(temporaryFolder(), 'api.sock');
    const first = await serving({ on: { kind: 'path', path } });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const told = await new Promise<number | undefined>((resolve) => {
      request({ socketPath: path, path: '/' }, (answer) => resolve(answer.statusCode)).end();
    });
    expect(told).toBe(200);
    await expect(serving({ on: { kind: 'path', path } })).rejects.toThrow(
      'expected an address that is free',
    );
    first.end();
    await first.ended;
    await serving({ on: { kind: 'path', path } });
  });

  it('leaves a file that is no socket alone', async () => {
    const path = join(temporaryFolder(), 'api.sock');
    writeFileSync(path, 'mine');
    await expect(serving({ on: { kind: 'path', path } })).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});

it('a socket of systemd is ours only when it was handed to this very process', () => {
  expect(httpServer({ LISTEN_PID: '7', LISTEN_FDS: '1' }, 7).handedOver).toBe(true);
  expect(httpServer({ LISTEN_PID: '8', LISTEN_FDS: '1' }, 7).handedOver).toBe(false);
  expect(httpServer({ LISTEN_PID: '7', LISTEN_FDS: '0' }, 7).handedOver).toBe(false);
  expect(httpServer({}, 7).handedOver).toBe(false);
});
