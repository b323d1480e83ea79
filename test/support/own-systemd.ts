import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPT = join(import.meta.dirname, 'own-systemd.sh');

/** How a command inside ended. */
export interface Told {
  readonly status: number;
  readonly text: string;
}

/** A systemd that runs only for a test, with this checkout at `/opt/paperjobs`. */
export interface OwnSystemd {
  /** Runs a command inside, without looking at its status. */
  ask(...command: readonly string[]): Told;
  /** Runs a line of a shell inside; its status must be 0. */
  sh(line: string): string;
  /** Writes a file inside, for its owner only. */
  put(path: string, text: string): void;
  /** Properties of a unit. */
  show(unit: string, ...properties: readonly string[]): Readonly<Record<string, string>>;
  /** Entries of the journal of a unit, oldest first. */
  journal(unit: string): readonly JournalEntry[];
  /** Waits until the question is answered with yes; fails after the seconds. */
  until(question: () => boolean, seconds: number, what: string): Promise<void>;
  halt(): void;
}

export interface JournalEntry {
  readonly MESSAGE: string;
  readonly PRIORITY: string;
}

/** Why this machine cannot boot one; absent when it can. */
export function whyNoSystemd(): string | undefined {
  if (process.getuid?.() !== 0) return 'a systemd of its own needs root';
  if (!existsSync('/lib/systemd/systemd')) return 'systemd is not installed';
  const apart = ['--mount', '--pid', '--fork', '--cgroup', '--ipc', '--uts', '--net', 'true'];
  const { status, stderr } = spawnSync('unshare', apart, { encoding: 'utf8' });
  if (status !== 0) return `namespaces cannot be made here: ${stderr.trim()}`;
  const groups = ['/sys/fs/cgroup/unified', '/sys/fs/cgroup'].find((path) =>
    existsSync(join(path, 'cgroup.procs')),
  );
  return groups === undefined ? 'there is no tree of control groups of version 2' : undefined;
}

/** Boots one. */
export function bootSystemd(): OwnSystemd {
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-systemd-'));
  const words = (verb: string, ...more: readonly string[]): string[] => [verb, folder, ...more];
  execFileSync(SCRIPT, words('boot'), { env: { ...process.env, PROGRAM: ROOT }, stdio: 'inherit' });
  const ask = (...command: readonly string[]): Told => {
    const { status, stdout, stderr } = spawnSync(SCRIPT, words('in', ...command), {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    return { status: status ?? -1, text: `${stdout}${stderr}` };
  };
  const sh = (line: string): string => {
    const { status, text } = ask('sh', '-c', line);
    expect(status, `${line}\n${text}`).toBe(0);
    return text;
  };
  return {
    ask,
    sh,
    put(path, text) {
      const line = 'umask 077; mkdir -p "$(dirname "$1")" && cat > "$1"';
      execFileSync(SCRIPT, words('in', 'sh', '-c', line, 'sh', path), { input: text });
    },
    show(unit, ...properties) {
      const { text } = ask('systemctl', 'show', `--property=${properties.join(',')}`, unit);
      const pairs = text
        .trim()
        .split('\n')
        .map((line) => /^([^=]*)=(.*)$/.exec(line));
      return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
    },
    journal(unit) {
      const { text } = ask('journalctl', '-u', unit, '-o', 'json', '--no-pager');
      return text
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as JournalEntry);
    },
    async until(question, seconds, what) {
      const end = performance.now() + seconds * 1000;
      while (!question()) {
        if (performance.now() > end) {
          expect.fail(`${what}\n${ask('journalctl', '-n', '60', '--no-pager').text}`);
        }
        await delay(250);
      }
    },
    halt() {
      execFileSync(SCRIPT, words('halt'), { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
