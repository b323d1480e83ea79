// Every fault on every job and every parser, with a fresh seed each round, for as long as asked:
// npm run soak -- --minutes 30 [--seed N]. With a seed there is one round, to repeat what failed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
if (!(minutes > 0))
  throw new RangeError(`--minutes: expected a number above 0, found "${values.minutes}"`);

/** One round; whether nothing was found. */
function soundWith(seed: number): boolean {
  process.stdout.write(`seed ${seed}\n`);
  const env = { ...process.env, PAPERJOBS_TEST_SEED: String(seed), PAPERJOBS_EVERY_FAULT: '1' };
  const words = ['node_modules/vitest/vitest.mjs', 'run', 'test/faults', '--reporter=dot'];
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', env });
  if (status !== 0) {
    process.stdout.write(`failed: npm run soak -- --seed ${seed} repeats it\n`);
  }
  return status === 0;
}

const until = Date.now() + minutes * 60_000;
const failed: number[] = [];
let rounds = 0;
do {
  const seed =
    values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  if (!soundWith(seed)) failed.push(seed);
  rounds++;
} while (values.seed === undefined && Date.now() < until);
process.stdout.write(
  failed.length === 0 ? `${rounds} rounds, all well\n` : `failed with seeds ${failed.join(', ')}\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
