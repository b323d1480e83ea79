import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.ts';
import { bashCompletion } from '../../src/deploy/completion/bash.ts';
import { commandLines } from '../../src/deploy/completion/command-lines.ts';
import { fishCompletion } from '../../src/deploy/completion/fish.ts';
import { zshCompletion } from '../../src/deploy/completion/zsh.ts';
import { JOBS } from '../../src/jobs/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LINES = commandLines(JOBS, COMMANDS);
const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/** What bash offers for the last of these words. */
function offered(...words: readonly string[]): string[] {
  const script = `${bashCompletion(LINES)}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_paperjobs 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', 'paperjobs', ...words], {
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((word) => word !== '');
}

describe.skipIf(!has('bash'))('bash offers', () => {
  it('every job and every first word of a command', () => {
    const all = offered('');
    expect(all).toEqual(expect.arrayContaining(JOBS.map(({ name }) => name)));
    expect(all).toEqual(expect.arrayContaining(['show', 'status', 'completion', '--help']));
    expect(new Set(all).size).toBe(all.length);
  });

  it('the subcommands of a group, and those of a job that is one too', () => {
    expect(offered('show', 'cand')).toEqual(['candles']);
    expect(offered('backup', '')).toEqual(expect.arrayContaining(['list', 'verify', 'prune']));
    expect(offered('backup', '--dri')).toEqual(['--drill']);
  });

  it('the flags of the very command, and the words that a flag takes', () => {
    expect(offered('market-sync', '--interv')).toEqual(['--interval']);
    expect(offered('market-sync', '--interval', '')).toEqual(['1m', '5m', '15m', '1d']);
    expect(offered('eod', '--log-format', 'j')).toEqual(['json', 'journal']);
    expect(offered('show', 'candles', '--dry')).toEqual([]);
  });

  it('the names of jobs where a job is asked for, and the shells', () => {
    expect(offered('why', 'vac')).toEqual(['vacuum']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  it('files for a file', () => {
    expect(offered('eod', '--config', 'packa')).toContain('package.json');
  });
});

it.each([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
] as const)('%s reads its script, and every command stands in it', (shell, make) => {
  const script = make(LINES);
  for (const { words, flags } of LINES) {
    expect(script).toContain(words.at(-1));
    for (const { long } of flags) expect(script).toContain(long.slice(2));
  }
  // The shell itself is asked only where it is installed.
  const file = join(temporaryFolder(), 'script');
  writeFileSync(file, script);
  const judged = has(shell) ? spawnSync(shell, ['-n', file]).status : 0;
  expect(judged).toBe(0);
});
