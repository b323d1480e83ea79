import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NONE, candlesIn, differences, integrity, rowsOf } from '../support/kept-rows.ts';
import { mountedMemory } from '../support/mounted.ts';
import { newDesk, run, runJson } from '../support/program.ts';

const ASKED = ['market-sync', '--sandbox'];

describe('a full disk', () => {
  it.each(['64k', '200k', '500k', '1m'])(
    'of %s ends the run with 73 or 74, and with more room the next one heals',
    async (size) => {
      const alone = newDesk();
      await runJson(alone, ASKED);
      const disk = mountedMemory(`size=${size}`);
      const desk = newDesk({}, disk.folder);
      const told = await runJson(desk, ASKED);
      expect(told.outcome, JSON.stringify(told)).toBe('disk');
      expect([73, 74]).toContain(told.exitCode);
      expect(told.error?.message, 'what to do').toMatch(/free some space|full/);
      expect(integrity(desk.sandboxDatabase)).toBe('ok');

      disk.remount('size=32m');
      const next = await runJson(desk, ASKED);
      expect(next, JSON.stringify(next)).toMatchObject({ exitCode: 0 });
      const kept = candlesIn(desk.sandboxDatabase);
      expect(differences(kept, candlesIn(alone.sandboxDatabase))).toEqual(NONE);
      const open = rowsOf(desk.sandboxDatabase, "SELECT * FROM job_runs WHERE outcome = 'running'");
      expect(open).toEqual([]);
    },
  );
});

describe('a disk that is read-only', () => {
  it('ends the run with 73 or 74 and nothing changed', async () => {
    const disk = mountedMemory('size=32m');
    const desk = newDesk({}, disk.folder);
    await runJson(desk, [...ASKED, '--interval', '1d']);
    const bytes = readFileSync(desk.sandboxDatabase);
    disk.remount('ro');
    const told = await runJson(desk, ASKED);
    expect(told.outcome, JSON.stringify(told)).toBe('disk');
    expect([73, 74]).toContain(told.exitCode);
    expect((await run(desk, ['watch', 'add', 'PAPERTIGER', '--sandbox'])).status).toBe(73);
    expect(readFileSync(desk.sandboxDatabase).equals(bytes)).toBe(true);
    disk.remount('rw');
    expect((await runJson(desk, ASKED)).outcome).toBe('ok');
  });

  it('ends a first run with 73', async () => {
    const disk = mountedMemory('size=1m,ro');
    const told = await runJson(newDesk({}, disk.folder), ASKED);
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'disk', exitCode: 73 });
  });
});
