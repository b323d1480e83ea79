import { describe, expect, it } from 'vitest';
import { defineChain, nextSteps, runChain } from '../../src/kit/chain.ts';
import type { ChainStep, StepEnd } from '../../src/kit/chain.ts';
import { fine, job } from './running.ts';

const step = (name: string, ...after: string[]): ChainStep => ({
  job: job(() => fine(), { name }),
  after,
});
const well: StepEnd = { kind: 'ended', outcome: 'ok' };
const badly: StepEnd = { kind: 'ended', outcome: 'failed' };

/** fetch → (indicators, patterns) → report; and news beside them. */
const DAILY = defineChain('daily', [
  step('fetch'),
  step('news'),
  step('indicators', 'fetch'),
  step('patterns', 'fetch'),
  step('report', 'indicators', 'patterns'),
]);

describe('a chain', () => {
  it('starts what waits for nothing, side by side, and the rest when its forerunners are done', async () => {
    const log: string[] = [];
    await runChain(DAILY, async ({ job: { name } }) => {
      log.push(`+${name}`);
      await new Promise((resolve) => setTimeout(resolve, name === 'indicators' ? 20 : 5));
      log.push(`-${name}`);
      return well;
    });
    expect(log.slice(0, 2)).toEqual(['+fetch', '+news']);
    expect(log.indexOf('+patterns'), 'both branches run at the same time').toBeLessThan(
      log.indexOf('-indicators'),
    );
    expect(log.indexOf('+report')).toBeGreaterThan(log.indexOf('-indicators'));
    expect(log).toHaveLength(10);
  });

  it('skips what a failed step was needed for, and what that was needed for, and runs the rest', async () => {
    const ran: string[] = [];
    const ends = await runChain(DAILY, async ({ job: { name } }) => {
      ran.push(name);
      return name === 'fetch' ? badly : well;
    });
    expect(ran).toEqual(['fetch', 'news']);
    expect(Object.fromEntries(ends)).toEqual({
      fetch: badly,
      news: well,
      indicators: { kind: 'skipped', reason: 'fetch did not go well' },
      patterns: { kind: 'skipped', reason: 'fetch did not go well' },
      report: { kind: 'skipped', reason: 'indicators did not go well' },
    });
  });

  it.each(['ok', 'noop', 'partial', 'closed', 'disabled'] as const)(
    'goes on after %s',
    (outcome) => {
      const { start } = nextSteps(
        DAILY,
        new Map([['fetch', { kind: 'ended', outcome }]]),
        new Set(),
      );
      expect(start.map(({ job: { name } }) => name)).toEqual(['news', 'indicators', 'patterns']);
    },
  );

  it('starts no step twice', () => {
    const { start } = nextSteps(DAILY, new Map([['fetch', well]]), new Set(['news', 'patterns']));
    expect(start.map(({ job: { name } }) => name)).toEqual(['indicators']);
  });

  it('without steps is over at once', async () => {
    expect((await runChain(defineChain('empty', []), async () => well)).size).toBe(0);
  });

  it('has each step once, behind those that it waits for', () => {
    expect(() => defineChain('odd', [step('a', 'b'), step('b')])).toThrow(
      /"a" of "odd" waits for "b"/,
    );
    expect(() => defineChain('odd', [step('a'), step('a')])).toThrow(/"a" stands twice in "odd"/);
    expect(() => defineChain('odd', [step('a', 'a')])).toThrow(/waits for "a"/);
  });
});
