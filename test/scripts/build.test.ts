import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Below the checkout, so that the native package is found from there. */
const CACHE = 'node_modules/.cache';
mkdirSync(CACHE, { recursive: true });
const place = mkdtempSync(join(CACHE, 'built-'));
const chunks = join(place, 'dist/chunks');

function node(words: readonly string[]) {
  return spawnSync(process.execPath, words, { encoding: 'utf8' });
}

/** The built program. */
const paperjobs = (line: string) =>
  node([join(place, 'bin/paperjobs.js'), ...line.split(' '), '--data-dir', join(place, 'desk')]);

/** How a run on a Sunday ends. */
function sundayRun(): string {
  const { status, stdout, stderr } = paperjobs('quotes --as-of 2026-05-17T12:00 --json');
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as { outcome: string }).outcome;
}

const compiled = (): string =>
  join(chunks, readdirSync(chunks).find((name) => name.endsWith('.compiled')) ?? 'none');

/** Whether V8 refused the compiled form. */
function refused(): string {
  const module = pathToFileURL(compiled().replace('.script.compiled', '.js')).href;
  const code = `process.stdout.write(String((await import('${module}')).refused))`;
  const { stdout, stderr } = node(['--input-type=module', '-e', code]);
  return stdout === '' ? stderr : stdout;
}

beforeAll(() => {
  cpSync('bin', join(place, 'bin'), { recursive: true });
  cpSync('package.json', join(place, 'package.json'));
  const { status, stderr } = node(['scripts/build.js', join(place, 'dist')]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the built program', () => {
  it('tells its version without loading the program', () => {
    const { stdout } = node([join(place, 'bin/paperjobs.js'), '--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('starts from its compiled form, which this Node takes', () => {
    expect(refused()).toBe('false');
    expect(sundayRun()).toBe('closed');
  });

  it('loads parts later from the compiled form: a run on the sandbox needs most of them', () => {
    const { status, stdout, stderr } = paperjobs(
      'market-sync --sandbox --symbols PAPERTIGER --interval 1d --backfill-days 5',
    );
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/^SANDBOX market-sync: ok/);
  });

  it('compiles anew where the compiled form is cut short or not there', () => {
    truncateSync(compiled(), 1000);
    expect(refused()).toBe('true');
    expect(sundayRun()).toBe('closed');
    rmSync(compiled());
    expect(sundayRun()).toBe('closed');
  });
});
