import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { jobLock } from '../../src/store/job-lock.ts';
import { openStore } from '../../src/store/store.ts';
import { failureFrom, failureOfPromise } from '../config/failure-of.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NOBODY = 65_534;

/** Lets the rest of the test act as somebody for whom permissions count. */
function asNobody(): void {
  if (process.getuid?.() !== 0) return;
  process.seteuid?.(NOBODY);
  onTestFinished(() => process.seteuid?.(0));
}

function readOnly(folder: string): void {
  chmodSync(folder, 0o555);
  onTestFinished(() => chmodSync(folder, 0o755));
}

test('a database that cannot be created is told with its path', async () => {
  const folder = temporaryFolder();
  readOnly(folder);
  asNobody();
  for (const path of [join(folder, 'new.db'), join(folder, 'deeper', 'new.db')]) {
    const failure = await failureOfPromise(openStore(path));
    expect(failure.code).toBe('disk-create');
    expect(failure.message).toContain(path);
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a database that cannot be written is told so and stays as it was', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'kept.db');
  await (await openStore(path)).close();
  chmodSync(path, 0o444);
  readOnly(folder);
  asNobody();
  const before = readFileSync(path);
  const failure = await failureOfPromise(
    openStore(path).then((opened) =>
      opened.store.write((books) => books.watchlist.remove('ACME', 'XNSE')),
    ),
  );
  expect(failure.code, failure.message).toBe('disk-create');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('locks in a folder that cannot be written are told so', () => {
  const folder = temporaryFolder();
  readOnly(folder);
  asNobody();
  const failure = failureFrom(() => jobLock(join(folder, 'locks')).tryAcquire(['eod']));
  expect(failure.code).toBe('disk-create');
});
