// Every fault on every job and every parser, with a fresh seed each round, for as long as asked:
// npm run soak -- --minutes 30 [--seed N] [--machine]. With a seed there is one round, to repeat what failed;
// with --machine each round also has the faults that need root: full disks, failing writes, clocks that jump.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string' },
    machine: { type: 'boolean' },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0))
  throw new RangeError(`--minutes: expected a number above 0, found "${values.minutes}"`);

/** One round; whether nothing was found. */
function soundWith(seed: number): boolean {
  process.stdout.write(`seed ${seed}\n`);
  const env = { ...process.env, PAPERJOBS_TEST_SEED: String(seed), PAPERJOBS_EVERY_FAULT: '1' };
  const suites = [
    ['test/faults'],
    ...(values.machine ? [['--config', 'vitest.os.config.ts', 'test/os/faults.test.ts']] : []),
  ];
  const sound = suites.every((suite) => {
    const words = ['node_modules/vitest/vitest.mjs', 'run', ...suite, '--reporter=dot'];
    return spawnSync(process.execPath, words, { stdio: 'inherit', env }).status === 0;
  });
  if (!sound) {
    const machine = values.machine ? ' --machine' : '';
    process.stdout.write(`failed: npm run soak -- --seed ${seed}${machine} repeats it\n`);
  }
  return sound;
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
