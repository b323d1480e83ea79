import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../../src/core/market/instant.ts';
import { keepBody } from '../../../src/platform/http/refused-bodies.ts';
import { failureOf } from './harness.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'paperjobs-refused-'));
});
afterEach(() => rmSync(base, { recursive: true }));

function refused(minute: number, text = 'body'): Parameters<typeof keepBody>[1] {
  return {
    url: 'https://www.exchange.example/rows?x=1',
    body: new TextEncoder().encode(text),
    fetchedAt: instant(Date.UTC(2026, 10, 26, 4, minute, 0) / 1000),
  };
}

describe('refused bodies', () => {
  test('a body is written under host, time and number, for its owner only', async () => {
    const folder = join(base, 'new', 'refused');
    const path = await keepBody(folder, refused(7, 'some text'));
    expect(basename(path)).toBe('www.exchange.example-20261126T040700Z-1.body');
    expect(readFileSync(path, 'utf8')).toBe('some text');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('bodies of one second have numbers of their own, also side by side', async () => {
    const paths = await Promise.all(
      ['a', 'b', 'c'].map((text) => keepBody(base, refused(7, text))),
    );
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['a', 'b', 'c']);
    expect(new Set(paths.map((path) => basename(path).at(-6)))).toEqual(new Set(['1', '2', '3']));
  });

  test('the newest twenty are left, and other files are not touched', async () => {
    writeFileSync(join(base, 'notes.txt'), 'mine');
    utimesSync(join(base, 'notes.txt'), 1, 1);
    for (let minute = 0; minute < 23; minute++) {
      const path = await keepBody(base, refused(minute));
      utimesSync(path, 1_000_000 + minute, 1_000_000 + minute);
    }
    const names = readdirSync(base).filter((name) => name !== 'notes.txt');
    names.sort();
    expect(readFileSync(join(base, 'notes.txt'), 'utf8')).toBe('mine');
    expect(names).toHaveLength(20);
    expect(names[0]).toContain('T040300Z');
    expect(names.at(-1)).toContain('T042200Z');
  });

  test('an address that cannot be read does not hinder', async () => {
    const path = await keepBody(base, { ...refused(7), url: '../../etc/x' });
    expect(basename(path)).toBe('unknown-20261126T040700Z-1.body');
  });

  test('a folder that cannot be made is a failure of the disk', async () => {
    const file = await keepBody(base, refused(7));
    const failure = await failureOf(keepBody(join(file, 'sub'), refused(8)));
    expect(failure.code).toBe('disk-create');
    expect(failure.message).toContain(join(file, 'sub'));
  });
});
