import { chmodSync, appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { newDesk } from '../support/program.ts';
import type { Desk } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a section, in order. */
function blocksOf(heading: string): Block[] {
  const from = readme.indexOf(`\n## ${heading}\n`);
  const section = readme.slice(from, readme.indexOf('\n## ', from + 4));
  return [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** A folder with an `npx` that starts the program as it is built here. */
function npxFolder(desk: Desk): string {
  const folder = join(desk.home, 'bin');
  mkdirSync(folder);
  const npx = join(folder, 'npx');
  writeFileSync(
    npx,
    `#!/bin/sh\nshift\nexec ${process.execPath} ${join(ROOT, 'bin', 'paperjobs.js')} "$@"\n`,
  );
  chmodSync(npx, 0o755);
  return folder;
}

it('the first week of the README goes as it is written, line by line', async () => {
  const desk = newDesk();
  const path = `${npxFolder(desk)}:${process.env['PATH'] ?? ''}`;
  const said: string[] = [];
  const blocks = blocksOf('Your first week');
  expect(blocks.map(({ language }) => language)).toEqual(['sh', 'toml', 'sh', 'sh', 'sh']);
  for (const { language, text } of blocks) {
    if (language === 'toml') {
      appendFileSync(join(desk.home, '.config', 'paperjobs', 'paperjobs.toml'), `\n${text}`);
      continue;
    }
    // A line that ends with another status than 0 ends the block, and the test.
    const { stdout } = await promisify(execFile)('bash', ['-e', '-c', text], {
      cwd: desk.home,
      env: { PATH: path, HOME: desk.home },
    });
    said.push(stdout);
  }
  const [, monday = '', , saturday = ''] = said;
  expect(monday).toMatch(/^main +PAPERTIGER +100 /m);
  expect(saturday).toMatch(/^2026-11-17 09:30 +trend +MONSOONTEA .* bought .*MACD/m);
  expect(saturday).toMatch(/^2026-11-17 15:20 +PAPERTIGER +1 +PAPERTIGER day_change < -1% /m);
  expect(saturday).toMatch(/^robot +2026-11-20 /m);
  expect(readFileSync(join(desk.home, 'week.html'), 'utf8')).toContain('PAPERTIGER');
  expect(saturday).toMatch(/proven/);
  expect(saturday).toMatch(/is good and would take the place of/);
  const fills = rowsOf(desk.sandboxDatabase, `SELECT * FROM trades WHERE kind = 'fill'`);
  expect(fills.length, 'yours and those of the strategy').toBeGreaterThan(1);
  const unbalanced = rowsOf(
    desk.sandboxDatabase,
    'SELECT journal FROM ledger_entries GROUP BY journal HAVING sum(amount_paise) <> 0',
  );
  expect(unbalanced, 'each journal adds up to zero').toEqual([]);
}, 120_000);
