import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { HeldLocks, JobLock } from '../../src/ports/job-lock.ts';
import { jobLock } from '../../src/store/job-lock.ts';
import { failureFrom } from '../config/failure-of.ts';
import { childScript } from '../support/child-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = await childScript('store.child.ts');

/** Takes the locks; fails the test when somebody has one of them. */
function taken(locks: JobLock, ...names: readonly string[]): HeldLocks {
  const held = locks.tryAcquire(names);
  if (held.busy !== undefined) return expect.fail(`${held.busy} is busy`);
  onTestFinished(() => held.release());
  return held;
}

test('a lock is held by one at a time, also within one process', () => {
  const folder = join(temporaryFolder(), 'locks');
  const [one, other] = [jobLock(folder), jobLock(folder)];
  const held = taken(one, 'eod');
  expect(other.tryAcquire(['eod'])).toEqual({ busy: 'eod' });
  expect(one.tryAcquire(['eod'])).toEqual({ busy: 'eod' });
  taken(other, 'backup');
  held.release();
  taken(other, 'eod');
});

test('several locks are taken all or none', () => {
  const folder = temporaryFolder();
  const [one, other] = [jobLock(folder), jobLock(folder)];
  const held = taken(one, 'maintenance');
  expect(other.tryAcquire(['vacuum', 'maintenance', 'alerts'])).toEqual({ busy: 'maintenance' });
  taken(one, 'alerts', 'vacuum');
  held.release();
  held.release();
  expect(other.tryAcquire(['vacuum', 'maintenance'])).toEqual({ busy: 'vacuum' });
});

test('a lock that is named twice is taken once, and none is no wait', () => {
  const locks = jobLock(temporaryFolder());
  taken(locks, 'eod', 'eod');
  taken(locks);
});

test('lock files are for their owner only', () => {
  const folder = join(temporaryFolder(), 'share', 'locks');
  taken(jobLock(folder), 'eod', 'backup');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const files = readdirSync(folder);
  expect(files).toEqual(expect.arrayContaining(['backup.lock', 'eod.lock']));
  for (const name of files) expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600);
});

test('a lock file that is something else is told, and what was taken before it is let go', () => {
  const folder = temporaryFolder();
  const locks = jobLock(folder);
  writeFileSync(join(folder, 'eod.lock'), 'not a lock');
  expect(failureFrom(() => locks.tryAcquire(['backup', 'eod'])).message).toContain('eod.lock');
  taken(locks, 'backup');
});

test('a process that is killed with SIGKILL lets go of all it held', async () => {
  const folder = temporaryFolder();
  const locks = jobLock(folder);
  const child = script.start('lock', folder, 'eod', 'backup');
  await child.saying('held');
  expect(locks.tryAcquire(['eod'])).toEqual({ busy: 'eod' });
  expect(locks.tryAcquire(['backup'])).toEqual({ busy: 'backup' });
  const gone = new Promise((resolve) => child.process.once('exit', resolve));
  child.process.kill('SIGKILL');
  await gone;
  taken(locks, 'eod', 'backup');
  const second = script.start('lock', folder, 'eod');
  expect(await second.result()).toContain('busy eod');
});
