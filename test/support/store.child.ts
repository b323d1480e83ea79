// A second process at the same database: does what its first argument says, and prints what came of it.
import { instant } from '../../src/core/market/instant.ts';
import { connect, prepareForWriting, untilFree } from '../../src/store/connection.ts';
import { jobLock } from '../../src/store/job-lock.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/store.ts';
import { TWO_MIGRATIONS } from './two-migrations.ts';

const [, , work = '', path = '', ...more] = process.argv;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Waits for the word of the parent, so that several children begin at the same instant. */
async function told(): Promise<void> {
  say('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  process.stdin.pause();
}

async function open(): Promise<void> {
  await told();
  const opened = await openStore(path);
  say(`opened ${(await opened.store.calendarDays.learned()).length}`);
  await opened.close();
}

async function upgrade(): Promise<void> {
  await told();
  const raw = connect(path, 'write');
  await prepareForWriting(raw);
  const applied = await migrate(raw, TWO_MIGRATIONS, (step) =>
    untilFree(() => raw.transaction(step).immediate()),
  );
  say(`applied ${applied.join(',')}`);
  raw.close();
}

/** Each transaction reads a number and writes the next one: a lost update shows in the sum. */
async function count(): Promise<void> {
  const opened = await openStore(path);
  await told();
  for (let turn = 0; turn < Number(more[0]); turn++) {
    await opened.store.write(async (books) => {
      const before = Number((await books.jobState.get('counting', 'total')) ?? 0);
      await books.jobState.set('counting', 'total', String(before + 1), instant(turn));
    });
  }
  say('counted');
  await opened.close();
}

async function reserve(): Promise<void> {
  const opened = await openStore(path);
  await told();
  let booked = 0;
  for (let turn = 0; turn < Number(more[0]); turn++) {
    const window = { seconds: 60, requests: Number(more[1]) };
    if ((await opened.requests.reserve('nse', [window], Number(more[2]))) === 0) booked++;
  }
  say(`booked ${booked}`);
  await opened.close();
}

/** Takes the locks and keeps them until it is killed. */
async function lock(): Promise<void> {
  const held = jobLock(path).tryAcquire(more);
  say(held.busy === undefined ? 'held' : `busy ${held.busy}`);
  if (held.busy === undefined) setInterval(() => held, 60_000);
}

const WORKS: Readonly<Record<string, () => Promise<void>>> = {
  open,
  upgrade,
  count,
  reserve,
  lock,
};

await WORKS[work]?.();
