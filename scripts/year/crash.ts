import { spawn } from 'node:child_process';
import { instant } from '../../src/core/market/instant.ts';
import { JOBS } from '../../src/jobs/index.ts';
import type { Store } from '../../src/store/store.ts';
import { yearClock } from './clock.ts';
import { yearDesk } from './desk.ts';
import type { Between } from './desk.ts';
import type { Start } from './starts.ts';

/** The first word of a run that is to die. */
export const DOOMED = '--doomed';

/** Where a run dies: at its n-th writing, before the commit or right after it. */
export interface Death {
  readonly writing: number;
  readonly when: 'inside' | 'after';
}

const never = (): Promise<never> => new Promise(() => undefined);

/** Nothing of this process gets another word: no handler, no flush, no closing of files. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return never();
}

/** Kills this process at the writing. */
function dyingAt({ writing, when }: Death): Between {
  let count = 0;
  return (store): Store => ({
    ...store,
    async write(work, durability) {
      count++;
      if (count === writing && when === 'inside') {
        return store.write(async (books) => {
          await work(books);
          return die();
        }, durability);
      }
      const result = await store.write(work, durability);
      return count === writing ? die() : result;
    },
  });
}

/** The life of a run that is to die: a process of its own, on the same folder. */
export async function doomed(words: readonly string[]): Promise<void> {
  const [dataDir = '', at = '', writing = '', when = '', name = '', ...rest] = words;
  const job = JOBS.find((one) => one.name === name);
  if (!job) throw new Error(`"${name}" is no job`);
  const death: Death = { writing: Number(writing), when: when === 'inside' ? 'inside' : 'after' };
  const desk = await yearDesk(dataDir, yearClock(instant(Number(at))), dyingAt(death));
  await desk.run(job, rest);
  await desk.close();
}

/** Starts it and waits. @returns whether it died; one that writes less than that ends by itself */
export async function crash(dataDir: string, start: Start, death: Death): Promise<boolean> {
  const { job, at, words } = start;
  const told = [dataDir, String(at), String(death.writing), death.when, job.name, ...words];
  const child = spawn(process.execPath, [process.argv[1] ?? '', DOOMED, ...told], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (signal === 'SIGKILL' || code === 0) resolve(signal === 'SIGKILL');
      else reject(new Error(`a run that was to die ended with ${code ?? signal}`));
    });
  });
}
