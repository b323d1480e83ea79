import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDesk, run } from '../support/program.ts';
import type { Desk, Ended } from '../support/program.ts';

const ASKED = ['market-sync', '--sandbox', '--interval', '1d', '-v'];
/** Debug, info and warning lines: an unknown symbol is one to be warned of. */
const SYMBOLS = ['--symbols', 'PAPERTIGER,NOSUCHNAME'];

/** Runs with standard error going to a file, which JOURNAL_STREAM names as systemd would. */
async function toFile(
  desk: Desk,
  args: readonly string[],
  journalStream: (told: string) => string,
): Promise<{ ended: Ended; log: string }> {
  const path = join(desk.home, 'stderr');
  const file = openSync(path, 'w');
  const { dev, ino } = fstatSync(file);
  const env = { JOURNAL_STREAM: journalStream(`${dev}:${ino}`), INVOCATION_ID: 'f00d' };
  const ended = await run(desk, args, { env, stderrTo: file });
  closeSync(file);
  return { ended, log: readFileSync(path, 'utf8') };
}

const linesOf = (log: string): string[] => log.trimEnd().split('\n');

describe('the log', () => {
  it('has a priority and no time on every line where it goes to the journal', async () => {
    const { ended, log } = await toFile(newDesk(), [...ASKED, ...SYMBOLS], (told) => told);
    expect(ended.status, log).toBe(3);
    const lines = linesOf(log);
    expect(lines.length, log).toBeGreaterThan(3);
    expect(lines.filter((line) => !/^<[3-7]>(?!\d{4}-\d\d-\d\d)/.test(line))).toEqual([]);
    expect(log, 'info').toContain('<6>instrument list read');
    expect(log, 'debug').toContain('<7>asked');
    expect(log, 'warning').toMatch(/^<4>unknown symbols: "NOSUCHNAME"/m);
  });

  it('has the priority on every line of a failure too', async () => {
    const options = ['--symbols', 'PAPERTIGER', '--source', 'nse', '--interval', '5m'];
    const args = ['market-sync', '--sandbox', ...options];
    const { ended, log } = await toFile(newDesk(), args, (told) => told);
    expect(ended.status, log).toBe(64);
    expect(linesOf(log).filter((line) => !/^<[3-7]>/.test(line))).toEqual([]);
  });

  it('is plain where JOURNAL_STREAM was inherited and names something else', async () => {
    const { log } = await toFile(newDesk(), [...ASKED, ...SYMBOLS], () => '8:424242');
    const lines = linesOf(log);
    const plain = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:error|warning|notice|info|debug) /;
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => !plain.test(line))).toEqual([]);
  });

  it('is one JSON object a line with --log-format json', async () => {
    const args = [...ASKED, ...SYMBOLS, '--log-format', 'json'];
    const { stderr, stdout } = await run(newDesk(), args);
    const entries = linesOf(stderr).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.length).toBeGreaterThan(3);
    for (const entry of entries) {
      expect(Date.parse(String(entry['time'])), JSON.stringify(entry)).toBeGreaterThan(0);
      expect(entry).toMatchObject({ level: expect.any(String), event: expect.any(String) });
    }
    expect(stdout, 'the result is no log line').toMatch(/^SANDBOX market-sync: partial: /);
  });

  it('is told the trigger by the surroundings', async () => {
    const desk = newDesk();
    await run(desk, ASKED, { env: { INVOCATION_ID: 'cafe' } });
    const cron = await run(desk, ASKED, { env: { PAPERJOBS_TRIGGER: 'cron' } });
    const { stdout } = await run(desk, ['history', '--sandbox', '--json']);
    const told = (JSON.parse(stdout) as { trigger: string; invocationId: string | null }[]).map(
      ({ trigger, invocationId }) => `${trigger} ${invocationId}`,
    );
    expect(told.toSorted()).toEqual(['cron null', 'systemd cafe']);
    expect(cron.stderr, 'a variable that is used is no slip').not.toContain('PAPERJOBS_TRIGGER');
  });
});
