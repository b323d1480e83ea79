import { describe, expect, it } from 'vitest';
import { defineChain, nextSteps, runChain } from '../../src/kit/chain.ts';
import type { ChainStep, StepEnd } from '../../src/kit/chain.ts';

const step = (name: string, ...needs: string[]): ChainStep => ({ name, needs });
const ended = (outcome: Extract<StepEnd, { kind: 'ended' }>['outcome']): StepEnd => ({
  kind: 'ended',
  outcome,
  summary: '',
});
const well = ended('ok');
const badly = ended('blocked');

/** fetch → (indicators, patterns) → report; news beside them; a digest after all, come what may. */
const DAILY = defineChain('daily', [
  step('fetch'),
  step('news'),
  step('indicators', 'fetch'),
  step('patterns', 'fetch'),
  step('report', 'indicators', 'patterns'),
  { name: 'digest', needs: [], follows: ['report', 'news'] },
]);

describe('a chain', () => {
  it('starts what waits for nothing, side by side, and the rest when its forerunners are done', async () => {
    const log: string[] = [];
    await runChain(DAILY, {
      runStep: async ({ name }) => {
        log.push(`+${name}`);
        await new Promise((resolve) => setTimeout(resolve, name === 'indicators' ? 20 : 5));
        log.push(`-${name}`);
        return well;
      },
    });
    expect(log.slice(0, 2)).toEqual(['+fetch', '+news']);
    expect(log.indexOf('+patterns'), 'both branches run at the same time').toBeLessThan(
      log.indexOf('-indicators'),
    );
    expect(log.indexOf('+report')).toBeGreaterThan(log.indexOf('-indicators'));
    expect(log.slice(-2)).toEqual(['+digest', '-digest']);
    expect(log).toHaveLength(12);
  });

  it('skips what a failed step was needed for, and what that was needed for, and runs the rest', async () => {
    const ran: string[] = [];
    const ends = await runChain(DAILY, {
      runStep: async ({ name }) => {
        ran.push(name);
        return name === 'fetch' ? badly : well;
      },
    });
    expect(ran).toEqual(['fetch', 'news', 'digest']);
    expect(Object.fromEntries(ends)).toEqual({
      fetch: badly,
      news: well,
      indicators: { kind: 'skipped', reason: 'fetch did not go well' },
      patterns: { kind: 'skipped', reason: 'fetch did not go well' },
      report: { kind: 'skipped', reason: 'indicators did not go well' },
      digest: well,
    });
  });

  it('goes on where an earlier run has stopped', async () => {
    const ran: string[] = [];
    const ends = await runChain(DAILY, {
      before: new Set(['fetch', 'indicators', 'unknown']),
      runStep: async ({ name }) => {
        ran.push(name);
        return well;
      },
    });
    expect(ran).toEqual(['news', 'patterns', 'report', 'digest']);
    expect(ends.get('fetch')).toEqual({ kind: 'before' });
    expect(ends.size).toBe(6);
  });

  it('that is stopped starts nothing more, and waits for what is under way', async () => {
    let stopped = false;
    const ran: string[] = [];
    const ends = await runChain(DAILY, {
      stopped: () => stopped,
      runStep: async ({ name }) => {
        ran.push(name);
        if (name === 'news') stopped = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return ended('stopped');
      },
    });
    expect(ran).toEqual(['fetch', 'news']);
    expect([...ends.keys()]).toEqual(['fetch', 'news']);
  });

  it.each(['ok', 'noop', 'partial', 'closed', 'disabled'] as const)(
    'goes on after %s',
    (outcome) => {
      const { start } = nextSteps(DAILY, new Map([['fetch', ended(outcome)]]), new Set());
      expect(start.map(({ name }) => name)).toEqual(['news', 'indicators', 'patterns']);
    },
  );

  it('starts no step twice', () => {
    const { start } = nextSteps(DAILY, new Map([['fetch', well]]), new Set(['news', 'patterns']));
    expect(start.map(({ name }) => name)).toEqual(['indicators']);
  });

  it('without steps is over at once', async () => {
    expect((await runChain(defineChain('empty', []), { runStep: async () => well })).size).toBe(0);
  });

  it('has each step once, behind those that it waits for', () => {
    expect(() => defineChain('odd', [step('a', 'b'), step('b')])).toThrow(
      /"a" of "odd" waits for "b"/,
    );
    expect(() => defineChain('odd', [step('a'), step('a')])).toThrow(/"a" stands twice in "odd"/);
    expect(() => defineChain('odd', [step('a', 'a')])).toThrow(/waits for "a"/);
    const late: ChainStep = { name: 'a', needs: [], follows: ['b'] };
    expect(() => defineChain('odd', [late, step('b')])).toThrow(/"a" of "odd" waits for "b"/);
  });
});
