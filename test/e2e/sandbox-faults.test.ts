import { beforeAll, describe, expect, it } from 'vitest';
import {
  NONE,
  candlesIn,
  differences,
  gapsIn,
  integrity,
  letADayPass,
} from '../support/kept-rows.ts';
import type { Row } from '../support/kept-rows.ts';
import { jsonOf, newDesk, run, runJson } from '../support/program.ts';

const ASKED = ['market-sync', '--sandbox', '--interval', '1d', '--symbols', 'PAPERTIGER'];

const prices = (path: string): Row[] => candlesIn(path).map(({ source: _source, ...row }) => row);

describe.concurrent('a fault of the sandbox', () => {
  let clean: Row[];

  beforeAll(async () => {
    const desk = newDesk();
    await runJson(desk, ASKED);
    clean = prices(desk.sandboxDatabase);
    expect(clean.length).toBeGreaterThan(200);
  });

  it.each([
    // Passing faults are waited out, lasting ones of one source are made up for by the next.
    ['429*1', [], 'ok'],
    ['500*2', [], 'ok'],
    ['503*1:nse', [], 'ok'],
    ['truncated*1', [], 'ok'],
    ['late', [], 'ok'],
    ['403:upstox', [], 'ok'],
    ['html:upstox', [], 'ok'],
    ['columns:upstox', [], 'ok'],
    ['empty:upstox', [], 'ok'],
    ['garbage-row*1:upstox', [], 'partial'],
    ['403', ['--source', 'upstox'], 'blocked'],
    ['html', ['--source', 'upstox'], 'bad-data'],
    ['columns', ['--source', 'upstox'], 'bad-data'],
    ['503:upstox', ['--source', 'upstox'], 'not-yet'],
    ['429:upstox', ['--source', 'upstox'], 'not-yet'],
  ] as const)('%s %j ends %s and the next day heals it', async (faults, more, outcome) => {
    const desk = newDesk({ PAPERJOBS_HTTP_BUDGET_SECONDS: '4' });
    const env = { PAPERJOBS_SANDBOX_FAULTS: faults };
    const told = await runJson(desk, [...ASKED, ...more], { env });
    expect(told.outcome, JSON.stringify(told)).toBe(outcome);
    expect(integrity(desk.sandboxDatabase)).toBe('ok');
    const { strange } = differences(prices(desk.sandboxDatabase), clean);
    expect(strange, 'rows that are no prices of the sandbox').toEqual([]);
    letADayPass(desk.sandboxDatabase);
    const healed = await runJson(desk, ASKED);
    expect(healed, JSON.stringify(healed)).toMatchObject({ exitCode: 0 });
    // Asking again reaches back a few sessions, to compare them with what is kept.
    const first = String(clean[0]?.['slot']);
    const kept = prices(desk.sandboxDatabase).filter(({ slot }) => String(slot) >= first);
    expect(differences(kept, clean)).toEqual(NONE);
    expect(gapsIn(desk.sandboxDatabase).filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('a fault that there is not ends with 78 and the nearest one', async () => {
    const env = { PAPERJOBS_SANDBOX_FAULTS: 'truncate*1' };
    const ended = await run(newDesk(), [...ASKED, '--json'], { env });
    expect(ended.status).toBe(78);
    expect(jsonOf(ended)).toMatchObject({ outcome: 'config', exitCode: 78 });
    expect(ended.stderr).toContain('did you mean "truncated"?');
  });
});
