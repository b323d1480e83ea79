import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inParallel } from '../../src/platform/in-parallel.ts';

describe('inParallel', () => {
  test('gives results in the order of the items, whoever ends first', async () => {
    const results = await inParallel([30, 1, 10], 3, async (milliseconds) => {
      await delay(milliseconds);
      return milliseconds * 2;
    });
    expect(results).toEqual([60, 2, 20]);
  });

  test('runs as many at a time as it may, and no more', async () => {
    let running = 0;
    let most = 0;
    await inParallel([...Array.from({ length: 12 }).keys()], 3, async () => {
      most = Math.max(most, ++running);
      await delay(2);
      running--;
    });
    expect(most).toBe(3);
  });

  test('after a rejection starts no more, waits for what runs, then rejects with the first', async () => {
    const started: string[] = [];
    const ended: string[] = [];
    const work = async (name: string): Promise<void> => {
      started.push(name);
      await delay(name === 'slow' ? 30 : 5);
      if (name !== 'slow') throw new Error(name);
      ended.push(name);
    };
    await expect(inParallel(['slow', 'bad', 'worse', 'never'], 2, work)).rejects.toThrow('bad');
    expect(started).toEqual(['slow', 'bad']);
    expect(ended).toEqual(['slow']);
  });

  test('a rejection without a reason still rejects', async () => {
    const nothing: unknown = undefined;
    await expect(inParallel([1], 1, () => Promise.reject(nothing))).rejects.toBeUndefined();
  });

  test('no items give no results', async () => {
    expect(await inParallel([], 4, async () => 1)).toEqual([]);
  });
});
