// A year at the pretend exchange: every start that the schedules have, with a clock that is moved from
// one to the next: `npm run year [-- --from DATE] [-- --to DATE] [-- --sample N] [-- --seed N] [-- --json]`.
// Ends with 1, and says what, when anything is not as it should be.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sessionDate } from '../src/core/market/session-date.ts';
import { DOOMED, doomed } from './year/crash.ts';
import { live } from './year/live.ts';

async function year(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      from: { type: 'string', default: '2025-01-01' },
      to: { type: 'string', default: '2025-12-31' },
      sample: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'paperjobs-year-'));
  try {
    const { wrong, figures } = await live({
      dataDir,
      from: sessionDate(values.from),
      to: sessionDate(values.to),
      seed: Number(values.seed),
      sample: Number(values.sample),
      told: (line) => void process.stderr.write(`${line}\n`),
    });
    const seed = Number(values.seed);
    if (values.json) process.stdout.write(`${JSON.stringify({ seed, wrong, figures })}\n`);
    else {
      for (const [name, figure] of Object.entries(figures)) {
        process.stdout.write(`${name.padEnd(28)}${figure}\n`);
      }
      for (const sentence of wrong) process.stdout.write(`WRONG ${sentence}\n`);
      if (wrong.length > 0) process.stdout.write(`again with --seed ${seed}\n`);
    }
    return wrong.length === 0 ? 0 : 1;
  } finally {
    if (values.keep) process.stderr.write(`kept: ${dataDir}\n`);
    else rmSync(dataDir, { recursive: true, force: true });
  }
}

const [first, ...words] = process.argv.slice(2);
if (first === DOOMED) await doomed(words);
else process.exitCode = await year(process.argv.slice(2));
