import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The package that has the C library with it, for measuring only: the program never uses it. */
const PACKAGE = 'talib@1.1.6';
const LIBRARIES = ['abstract', 'func', 'common', 'libc'].map((name) => `libta_${name}_csr.a`);

function done(command: string, words: readonly string[], cwd?: string): boolean {
  const options = cwd === undefined ? {} : { cwd };
  return spawnSync(command, words, { ...options, encoding: 'utf8' }).status === 0;
}

/** Where the package lies: fetched and compiled once. Absent: it cannot be had here. */
function fetched(cache: string): string | undefined {
  const library = join(cache, 'node_modules/talib/src/lib');
  if (existsSync(join(library, 'lib', LIBRARIES[0] ?? ''))) return library;
  mkdirSync(cache, { recursive: true });
  const facts = { name: 'yardstick', private: true, allowScripts: { talib: true } };
  writeFileSync(join(cache, 'package.json'), `${JSON.stringify(facts)}\n`);
  done('npm', ['install', '--no-audit', '--no-fund', PACKAGE], cache);
  return existsSync(join(library, 'lib', LIBRARIES[0] ?? '')) ? library : undefined;
}

/**
 * The yardstick of `talib.c`, built once.
 *
 * @param cache folder that outlives the run
 * @returns its path; absent where there is no network or no compiler
 */
export function talibProgram(cache: string): string | undefined {
  const program = resolve(cache, 'yardstick');
  const library = fetched(resolve(cache));
  if (library === undefined) return undefined;
  const objects = LIBRARIES.map((name) => join(library, 'lib', name));
  const include = `-I${join(library, 'include')}`;
  const words = ['-O2', include, 'scripts/bench/talib.c', ...objects, '-lm', '-o', program];
  return done('cc', words) ? program : undefined;
}

/** Processor time of TA-Lib over the bars of a file, milliseconds. */
export function talibMs(
  program: string,
  file: string,
  symbols: number,
  bars: number,
): { readonly indicators: number; readonly patterns: number } {
  const { status, stdout, stderr } = spawnSync(program, [file, String(symbols), String(bars)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`TA-Lib ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as { indicators: number; patterns: number };
}
