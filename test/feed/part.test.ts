import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { joinParts, partOf } from '../../src/feed/part.ts';
import type { Outcome } from '../../src/kit/job.ts';
import { bench } from '../support/bench.ts';
import { openedStore } from '../support/opened-store.ts';

const outcome = (status: Outcome['status'], summary: string, counts = {}): Outcome => ({
  status,
  summary,
  counts,
});

async function joined(...ends: (Outcome | Failure)[]) {
  const { ctx, warnings } = bench({ store: (await openedStore()).store, now: '2026-06-12T11:00' });
  const parts = ends.map((end, at) => ({ name: `part ${at + 1}`, end }));
  return { warnings, join: () => joinParts(ctx, parts) };
}

describe('parts of a run', () => {
  it('are each counted and told of', async () => {
    const { join } = await joined(
      outcome('ok', 'a done', { rows: 1 }),
      outcome('ok', 'b done', { quotes: 2 }),
    );
    expect(join()).toMatchObject({
      status: 'ok',
      summary: 'a done; b done',
      counts: { rows: 1, quotes: 2, requests: 0 },
    });
  });

  it('that had nothing to do leave the word to the others, or to the first', async () => {
    const idle = outcome('noop', 'nothing to do');
    const also = await joined(idle, outcome('ok', 'b done'), outcome('noop', 'idle too'));
    expect(also.join()).toMatchObject({ status: 'ok', summary: 'nothing to do; b done' });
    const all = await joined(idle, outcome('noop', 'idle too'));
    expect(all.join()).toMatchObject({ status: 'noop', summary: 'nothing to do' });
  });

  it('that failed make the run partial, by name', async () => {
    const { join, warnings } = await joined(
      outcome('ok', 'a done'),
      new Failure('not-yet', 'it is down'),
    );
    expect(join()).toMatchObject({
      status: 'partial',
      summary: 'a done; failed: part 2',
      counts: { failedParts: 1 },
    });
    expect(warnings).toEqual(['part 2: it is down']);
    const partial = await joined(outcome('partial', 'some'), outcome('ok', 'b done'));
    expect(partial.join().status).toBe('partial');
  });

  it('that all failed are the failure that tells the most', async () => {
    const blocked = new Failure('blocked', 'refused');
    const { join } = await joined(new Failure('not-yet', 'down'), blocked);
    expect(join).toThrow(blocked);
  });

  it('end the run at once where the failure is the whole run’s', async () => {
    const fail = (code: 'usage' | 'stopped' | 'disk-io' | 'config') =>
      partOf('a', async () => {
        throw new Failure(code, 'no');
      });
    for (const code of ['usage', 'stopped', 'disk-io'] as const) {
      await expect(fail(code)).rejects.toMatchObject({ code });
    }
    expect((await fail('config')).end).toBeInstanceOf(Failure);
    const bug = partOf('a', async () => {
      throw new TypeError('a bug');
    });
    await expect(bug).rejects.toThrow(TypeError);
  });

  it('write what each has left to write', async () => {
    const done: string[] = [];
    const last = (name: string) => async () => void done.push(name);
    const { join } = await joined({ ...outcome('ok', 'a'), last: last('a') }, outcome('ok', 'b'), {
      ...outcome('ok', 'c'),
      last: last('c'),
    });
    await join().last?.(undefined as never);
    expect(done).toEqual(['a', 'c']);
  });
});
