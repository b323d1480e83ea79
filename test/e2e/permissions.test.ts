import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { newDesk, run, start } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

/** A mask that takes nothing away: what is closed then was closed by the program. */
const OPEN_MASK = ['sh', '-c', 'umask 000; exec "$@"', 'sh'];

/** Everything below the data and configuration folders of a desk that others could look into. */
function openOnes(desk: Desk): string[] {
  const roots = [
    join(desk.home, '.local', 'share', 'paperjobs'),
    join(desk.home, '.config', 'paperjobs'),
  ];
  const paths = roots.flatMap((root) => [
    root,
    ...readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)),
  ]);
  expect(paths.length, 'something was written').toBeGreaterThan(8);
  return paths.flatMap((path) => {
    const found = lstatSync(path);
    const wanted = found.isDirectory() ? 0o700 : 0o600;
    const mode = found.mode & 0o777;
    return mode === wanted ? [] : [`${relative(desk.home, path)} ${mode.toString(8)}`];
  });
}

describe('files are their owner’s only, whatever the mask of the shell', () => {
  const desk = newDesk();

  beforeAll(async () => {
    const page = join(desk.dataDir, 'status.html');
    for (const words of [
      ['init'],
      ['market-sync', '--sandbox', '--symbols', 'PAPERTIGER', '--interval', '1d'],
      ['account', 'create', 'main', '--deposit', '1000', '--sandbox'],
      ['backup', '--sandbox'],
      ['backup', '--drill', '--sandbox'],
      ['restore', '--latest', '--sandbox'],
      ['status', '--html', page, '--sandbox'],
    ]) {
      const { status, stderr } = await run(desk, words, { under: OPEN_MASK });
      expect([0, 3], `${words.join(' ')}: ${stderr}`).toContain(status);
    }
  }, 120_000);

  it('database, locks, configuration, backups, what a restore replaced, the page', () => {
    const names = readdirSync(join(desk.dataDir, 'sandbox'), { recursive: true, encoding: 'utf8' });
    expect(
      names.some((name) => name.includes('.replaced-')),
      names.join(' '),
    ).toBe(true);
    expect(openOnes(desk)).toEqual([]);
  });

  it('a stored credential and the body of a refused answer', async () => {
    const exchange = await loopbackExchange();
    exchange.strike({
      kind: 'answer',
      body: {
        status: 200,
        contentType: 'application/json',
        bytes: Buffer.from('{"no":"candles"}'),
      },
    });
    const other = newDesk({ PAPERJOBS_BASE_URL: exchange.origin, PAPERJOBS_HTTP_RETRIES: '0' });
    await run(other, ['init'], { under: OPEN_MASK });
    await run(other, ['market-sync', '--symbols', 'TEAPOT&CO', '--interval', '1d'], {
      under: OPEN_MASK,
    });
    const names = readdirSync(other.dataDir, { recursive: true, encoding: 'utf8' });
    expect(
      names.some((name) => name.startsWith('refused/')),
      names.join(' '),
    ).toBe(true);
    expect(openOnes(other)).toEqual([]);
  });

  it('the socket of the API', async () => {
    const socket = join(desk.dataDir, 'api.sock');
    const serving = start(
      desk,
      ['serve', '--sandbox', '--socket', socket, '--idle-seconds', '20'],
      {
        under: OPEN_MASK,
      },
    );
    await serving.logged('api.sock');
    expect(lstatSync(socket).mode & 0o777).toBe(0o600);
    serving.process.kill('SIGTERM');
    await serving.ended;
  });
});
