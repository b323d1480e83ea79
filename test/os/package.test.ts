import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDesk, run, runJson } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '..', '..');

let elsewhere = '';
let program = '';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Copies a package that is installed here, compiled as it is, with what it needs to run. */
function copyInstalled(name: string, modules: string): void {
  const from = realpathSync(join(ROOT, 'node_modules', name));
  cpSync(from, join(modules, name), { recursive: true });
  for (const needed of Object.keys(manifestIn(from).dependencies ?? {})) {
    if (needed !== 'prebuild-install') copyInstalled(needed, modules);
  }
}

beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), 'paperjobs-package-'));
  const packed = execFileSync(
    'npm',
    ['pack', '--ignore-scripts', '--silent', '--pack-destination', elsewhere],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const modules = join(elsewhere, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  execFileSync('tar', ['-xzf', join(elsewhere, packed.trim()), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'paperjobs')]);
  copyInstalled('better-sqlite3', modules);
  program = join(modules, '.bin', 'paperjobs');
  symlinkSync(join('..', 'paperjobs', 'bin', 'paperjobs.js'), program);
});

afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

describe('the package, installed elsewhere', () => {
  const desk = newDesk();

  it('tells its version', async () => {
    const { status, stdout, stderr } = await run(desk, ['--version'], { program });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`${manifestIn(ROOT).version}\n`);
  });

  it('tells its help', async () => {
    const { status, stdout } = await run(desk, ['--help'], { program });
    expect(status).toBe(0);
    expect(stdout).toContain('market-sync');
  });

  it('refuses a wrong command', async () => {
    expect((await run(desk, ['market-snyc'], { program })).status).toBe(64);
  });

  it('runs a job against the sandbox', async () => {
    const told = await runJson(desk, ['market-sync', '--sandbox'], { program });
    expect(told, JSON.stringify(told)).toMatchObject({ outcome: 'ok', exitCode: 0 });
  });

  it.each([
    ['eod'],
    ['indicators'],
    ['backup'],
    ['report'],
    ['daily', '--only', 'patterns,strategies'],
  ])('runs %s, with the threads, processes and files that it needs', async (...words) => {
    const { status, stderr } = await run(desk, [...words, '--sandbox'], { program });
    expect(status, stderr).toBe(0);
  });

  it('holds what runs and what is read, and no source or test', () => {
    const folder = join(dirname(dirname(program)), 'paperjobs');
    const listed = execFileSync('find', ['.', '-type', 'f'], { cwd: folder, encoding: 'utf8' });
    const files = listed.trim().split('\n');
    for (const path of [
      'dist/main.js',
      'docs/paperjobs.1',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
    ]) {
      expect(files).toContain(`./${path}`);
    }
    expect(files.filter((path) => /^\.\/(?:src|test|scripts|node_modules)\//.test(path))).toEqual(
      [],
    );
    expect(files.filter((path) => /\.(?:db|toml|env|body)$/.test(path))).toEqual([]);
  });
});
