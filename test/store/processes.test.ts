import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, prepareForWriting, untilFree } from '../../src/store/connection.ts';
import { migrate, schemaVersion } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/store.ts';
import { childScript } from '../support/child-process.ts';
import { NOW, openedStore } from '../support/opened-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { TWO_MIGRATIONS } from '../support/two-migrations.ts';

const script = await childScript('store.child.ts');

/** Starts so many processes at the same work, lets them begin together, and waits for all. */
async function together(count: number, ...args: readonly string[]): Promise<string[]> {
  const children = Array.from({ length: count }, () => script.start(...args));
  await Promise.all(children.map((child) => child.saying('ready')));
  for (const child of children) child.process.stdin?.write('go\n');
  return Promise.all(children.map((child) => child.result()));
}

test('two processes that open a new path at the same instant both succeed, ten times', async () => {
  const folder = temporaryFolder();
  for (let turn = 0; turn < 10; turn++) {
    const path = join(folder, String(turn), 'paperjobs.db');
    for (const said of await together(2, 'open', path)) expect(said).toContain('opened 0');
  }
});

test('two processes that start after an upgrade both succeed, and each step is taken once', async () => {
  const folder = temporaryFolder();
  for (let turn = 0; turn < 5; turn++) {
    const path = join(folder, `${turn}.db`);
    const raw = connect(path, 'write');
    await prepareForWriting(raw);
    await migrate(raw, TWO_MIGRATIONS.slice(0, 1), (step) =>
      untilFree(() => raw.transaction(step).immediate()),
    );
    const said = await together(2, 'upgrade', path);
    expect(said.join('').match(/applied 2/g), said.join('')).toHaveLength(1);
    expect(schemaVersion(raw)).toBe(2);
    expect(raw.prepare('SELECT a FROM first').pluck().all()).toEqual([1]);
    raw.close();
  }
});

test('four processes that write 200 times each lose nothing and none fails', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await (await openStore(path)).close();
  for (const said of await together(4, 'count', path, '200')) expect(said).toContain('counted');
  const { store } = await openedStore(path);
  expect(await store.jobState.get('counting', 'total')).toBe('800');
});

test('processes that ask at once never overfill a rate window', async () => {
  const path = join(temporaryFolder(), 'paperjobs.db');
  await (await openStore(path)).close();
  const said = await together(3, 'reserve', path, '30', '50', String(NOW * 1000));
  const booked = said.map((text) => Number(/booked (\d+)/.exec(text)?.[1]));
  expect(
    booked.reduce((sum, one) => sum + one, 0),
    `of 90: ${booked.join(' + ')}`,
  ).toBe(50);
});
