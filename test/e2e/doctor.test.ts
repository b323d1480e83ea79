import { chmodSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newDesk, run } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

interface Told {
  readonly findings: readonly {
    readonly about: string;
    readonly standing: string;
    readonly found: string;
    readonly advice: string | null;
  }[];
}

async function findings(desk: Desk, ...words: readonly string[]): Promise<Map<string, string>> {
  const { stdout, status } = await run(desk, ['doctor', '--json', ...words]);
  const told = JSON.parse(stdout) as Told;
  expect(status).toBe(told.findings.some(({ standing }) => standing === 'bad') ? 1 : 0);
  for (const { standing, advice } of told.findings) {
    expect(advice === null).toBe(standing === 'good' || standing === 'unknown');
  }
  return new Map(told.findings.map(({ about, standing }) => [about, standing]));
}

it('a new desk has nothing bad, and each weakness has its advice', async () => {
  const told = await findings(newDesk());
  expect(told.get('node')).toBe('good');
  expect(told.get('sqlite')).toBe('good');
  expect(told.get('database')).toBe('weak');
  expect(told.get('backup')).toBe('weak');
  expect([...told.values()]).not.toContain('bad');
});

it('what was mended is good, what was spoiled is told, and sources answer', async () => {
  const desk = newDesk();
  await run(desk, ['market-sync', '--sandbox', '--interval', '1d', '--symbols', 'PAPERTIGER']);
  await run(desk, ['backup', '--sandbox']);
  const mended = await findings(desk, '--sandbox', '--online');
  expect(mended.get('database')).toBe('good');
  expect(mended.get('backup')).toBe('good');
  expect(mended.get('source upstox (candles)')).toBe('good');
  expect(mended.get('source nse (index lists)')).toBe('good');
  chmodSync(desk.sandboxDatabase, 0o644);
  expect((await findings(desk, '--sandbox')).get('database')).toBe('weak');
});

it('a token that has ended is bad, and stands nowhere in what is said', async () => {
  const claims = Buffer.from(JSON.stringify({ exp: 1_700_000_000 })).toString('base64url');
  const token = `eyJhbGciOiJub25lIn0.${claims}.c2lnbmF0dXJl`;
  const desk = newDesk({ PAPERJOBS_SOURCES_UPSTOX_TOKEN: token });
  const { stdout, stderr, status } = await run(desk, ['doctor']);
  expect(status).toBe(1);
  expect(stdout).toContain('BAD  credential sources.upstox.token: ended');
  expect(stdout + stderr).not.toContain(claims);
});
