import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCommandLine } from '../../src/cli/program.ts';
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

/** Lines of the shell in fences that start the program, as words. */
function startedIn(text: string): string[][] {
  const fences = [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, inside = '']) => inside);
  const lines = fences.flatMap((inside) => inside.split('\n'));
  return lines.flatMap((line) => {
    const [, words] =
      /^\s*(?:sudo |npx |npm ci && npx )*paperjobs ((?:'[^']*'|"[^"]*"|[^#&>|;])*)/.exec(line) ??
      [];
    if (words === undefined) return [];
    return [
      (words.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) =>
        word.replaceAll(/^['"]|['"]$/g, ''),
      ),
    ];
  });
}

test.each([
  'README.md',
  'CONTRIBUTING.md',
  'docs/indicators.md',
  'docs/strategies.md',
  'docs/sentiment.md',
])('every fence of %s is closed, and what it starts can be asked for', async (path) => {
  const text = readFileSync(path, 'utf8');
  const inside = text.split(/^```.*$/m).filter((_, index) => index % 2 === 1);
  expect(
    inside.filter((block) => /^## /m.test(block)),
    'a heading inside a fence',
  ).toEqual([]);
  const lists = { jobs: JOBS, commands: COMMANDS };
  const deaf = { out: () => undefined, err: () => undefined };
  const started = startedIn(text);
  if (path === 'README.md') expect(started.length).toBeGreaterThan(60);
  for (const words of started) {
    const asked = await readCommandLine(words, lists, '0', deaf);
    expect(asked.kind, words.join(' ')).not.toBe('said');
  }
});

/** A place that the diffs of a text change: what it is like before and after. */
interface ChangedPlace {
  readonly path: string;
  readonly isNew: boolean;
  readonly before: string;
  readonly after: string;
}

function placesIn(text: string): ChangedPlace[] {
  const diffs = [...text.matchAll(/^```diff\n([^]*?)^```$/gm)].map(([, inside = '']) => inside);
  return diffs
    .flatMap((diff) => diff.split(/^(?=--- )/m))
    .flatMap((part) => {
      const [from = '', to = '', ...rest] = part.split('\n');
      const hunks = rest.join('\n').split(/^@@\n/m).slice(1);
      return hunks.map((hunk) => ({
        path: to.replace('+++ b/', ''),
        isNew: from === '--- /dev/null',
        before: hunk.replaceAll(/^\+.*\n/gm, '').replaceAll(/^[ -]/gm, ''),
        after: hunk.replaceAll(/^-.*\n/gm, '').replaceAll(/^[ +]/gm, ''),
      }));
    });
}

const PLACES = placesIn(readFileSync('CONTRIBUTING.md', 'utf8'));

/** Whoever follows a recipe word for word has what comes after, and a suite that is as green. */
test.each(PLACES.map((place) => [place.path, place] as const))(
  'the diff of CONTRIBUTING fits %s, or has been followed',
  (path, { isNew, before, after }) => {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (text.split(after).length === 2) return;
    expect(existsSync(path)).toBe(!isNew);
    if (!isNew) expect(text.split(before), before).toHaveLength(2);
  },
);

test('the diffs of CONTRIBUTING are of all recipes, and make files that pass the check of format', () => {
  expect(PLACES.length).toBeGreaterThan(7);
  const made = PLACES.filter(({ isNew }) => isNew);
  expect(made.length).toBeGreaterThan(3);
  for (const { path, after } of made) {
    const words = ['node_modules/oxfmt/bin/oxfmt', `--stdin-filepath=${path}`];
    const formatted = spawnSync(process.execPath, words, { input: after, encoding: 'utf8' });
    expect([formatted.status, formatted.stdout], formatted.stderr).toEqual([0, after]);
  }
});

test('speaks of the project only', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map((path) =>
    readFileSync(path, 'utf8'),
  );
  for (const text of documents) expect(text).not.toMatch(/\/work\/|\/root\/|registry\.npmjs/);
});
