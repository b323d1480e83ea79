import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { LAYERS, importsOf, objection, roomOf } from './layers.ts';

/** Every source file, as its path below `src`. */
const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .toSorted();

function objectionsOf(path: string): string[] {
  const text = readFileSync(join('src', path), 'utf8');
  return importsOf(text).flatMap((one) => {
    const relative = one.specifier.startsWith('.');
    const target = relative ? roomOf(normalize(join(dirname(path), one.specifier))) : undefined;
    const why = objection(roomOf(path), one, target);
    return why === undefined ? [] : [`src/${path}: ${why} (${one.specifier})`];
  });
}

test('sees the sources: a guard that reads nothing guards nothing', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(
    files.flatMap((path) => importsOf(readFileSync(join('src', path), 'utf8'))).length,
  ).toBeGreaterThan(400);
});

test('knows every room', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => !LAYERS[room])).toEqual([]);
});

test('every import is one that the table allows', () => {
  expect(files.flatMap(objectionsOf)).toEqual([]);
});

test('no job imports another job', () => {
  const strangers = files
    .filter((path) => /^jobs\/[^/]+\//.test(path))
    .flatMap((path) => {
      const own = path.split('/').slice(0, 2).join('/');
      return importsOf(readFileSync(join('src', path), 'utf8'))
        .map(({ specifier }) => normalize(join(dirname(path), specifier)))
        .filter((target) => /^jobs\/[^/]+\//.test(target) && !target.startsWith(`${own}/`))
        .map((target) => `${path} → ${target}`);
    });
  expect(strangers).toEqual([]);
});

test('imports name the file, and there are no default exports', () => {
  const odd = files.flatMap((path) => {
    const text = readFileSync(join('src', path), 'utf8');
    const bare = importsOf(text).filter(
      ({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.ts'),
    );
    const defaults = /^export default/m.test(text) ? ['default export'] : [];
    return [...bare.map(({ specifier }) => `${path}: ${specifier}`), ...defaults];
  });
  expect(odd).toEqual([]);
});

test('only the clock asks for the time, only the entry reads the environment and ends the process', () => {
  const asks = (pattern: RegExp, allowed: readonly string[]): string[] =>
    files.filter(
      (path) => pattern.test(readFileSync(join('src', path), 'utf8')) && !allowed.includes(path),
    );
  expect(asks(/\bDate\.now\(\)|new Date\(\)/, ['platform/clock.ts'])).toEqual([]);
  expect(asks(/\bprocess\.env\b/, ['main.ts'])).toEqual([]);
  expect(asks(/\bprocess\.exit\(/, ['main.ts'])).toEqual([]);
});

test('no file grows past three hundred lines, and none is loose', () => {
  const lines = (path: string): number =>
    readFileSync(join('src', path), 'utf8').split('\n').length;
  expect(files.filter((path) => lines(path) > 301 && !path.includes('/data/'))).toEqual([]);
  const loose =
    /: any(;|,|\)| =|>|\[)|<any>|\bas any[;,)]|@ts-ignore|@ts-expect-error|\bTODO\b|\bFIXME\b/;
  expect(files.filter((path) => loose.test(readFileSync(join('src', path), 'utf8')))).toEqual([]);
});

test('the checker objects to what the table forbids', () => {
  expect(objection('core', { specifier: 'node:fs', typeOnly: false }, undefined)).toBe(
    'core may not import node:fs',
  );
  expect(objection('sources', { specifier: 'undici', typeOnly: false }, undefined)).toBe(
    'sources is not the home of undici',
  );
  expect(objection('kit', { specifier: '../store/store.ts', typeOnly: false }, 'store')).toBe(
    'kit may not import store',
  );
  expect(objection('kit', { specifier: '../store/store.ts', typeOnly: true }, 'store')).toBe(
    undefined,
  );
  expect(objection('utils', { specifier: './x.ts', typeOnly: false }, 'utils')).toBe(
    '"utils" is a room that the table does not know',
  );
  expect(importsOf("import type { A } from './a.ts';\nconst b = import('./b.ts');")).toEqual([
    { specifier: './a.ts', typeOnly: true },
    { specifier: './b.ts', typeOnly: false },
  ]);
});
