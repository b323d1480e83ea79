import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXIT_TABLE, exitStatus } from '../../src/cli/exit.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { JOBS } from '../../src/jobs/index.ts';

const readme = readFileSync('README.md', 'utf8');

test('names every job, command and setting', () => {
  const names = [
    ...JOBS.map(({ name }) => name),
    ...COMMANDS.map(({ name }) => name),
    ...SETTINGS.map(({ key }) => key),
  ];
  expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('every job and command has an example that begins with its name', () => {
  const bad = [...JOBS, ...COMMANDS].filter(
    ({ name, examples }) =>
      examples.length === 0 || !examples.some((example) => example.includes(name)),
  );
  expect(bad.map(({ name }) => name)).toEqual([]);
});

test('the table of statuses tells what the program does', () => {
  const told = new Set(EXIT_TABLE.flatMap(([status]) => status.split(', ').map(Number)));
  for (const outcome of ['ok', 'partial', 'locked', 'bad-data', 'blocked', 'not-yet'] as const) {
    expect(told).toContain(exitStatus({ outcome }));
  }
  expect(readme).toContain('| 130, 143 | stopped |');
});

test('speaks of the project only', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((path) =>
    readFileSync(path, 'utf8'),
  );
  for (const text of documents) expect(text).not.toMatch(/\/work\/|\/root\/|registry\.npmjs/);
});
