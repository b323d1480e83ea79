import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, onTestFinished } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** A TypeScript script made runnable by plain Node, for as long as the test file runs. */
export interface ChildScript {
  /** Starts it; the process is killed at the end of the test at the latest. */
  start(...args: readonly string[]): Child;
}

export interface Child {
  readonly process: ChildProcess;
  /** Resolves once the text was printed; rejects when the process ends without it. */
  saying(text: string): Promise<void>;
  /** All that it printed; rejects, with what it complained about, unless it ends with 0. */
  result(): Promise<string>;
}

function start(path: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let [said, complained] = ['', ''];
  let listeners: (() => void)[] = [];
  child.stderr.on('data', (data: Buffer) => (complained += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) => resolve(String(code ?? signal)));
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    process: child,
    async saying(text) {
      const heard = new Promise<true>((resolve) => {
        const listen = (): void => void (said.includes(text) && resolve(true));
        listeners = [...listeners, listen];
        listen();
      });
      const status = await Promise.race([heard, ended]);
      if (status !== true && !said.includes(text)) {
        expect.fail(`ended with ${status} before it said "${text}": ${said}${complained}`);
      }
    },
    async result() {
      const status = await ended;
      expect(status, complained).toBe('0');
      return said;
    },
  };
}

/**
 * Bundles a script of this folder, so that a real second process can run the sources: Node 20 reads
 * no TypeScript. Called in the body of a test file.
 *
 * @param name of the script, `store-writer.child.ts`
 */
export async function childScript(name: string): Promise<ChildScript> {
  const cache = join(ROOT, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  // Under the checkout, so that the native package is found from there.
  const folder = mkdtempSync(join(cache, 'child-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, `${basename(name, '.ts')}.mjs`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [join('test', 'support', name)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: ['better-sqlite3'],
    logLevel: 'warning',
  });
  return { start: (...args) => start(outfile, args) };
}
