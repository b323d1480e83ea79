import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { dailyBars, sessionsOf } from '../support/bars.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import { feeding } from './feeding.ts';

const YEAR = { from: '2026-01-01', to: '2026-06-09' };
const LATER = { from: '2026-06-01', to: '2026-06-12' };

/** A source whose prices are halved by a split once the test says so; then it may break. */
function splitting() {
  const state = { closePaise: 10_000, brokenBefore: '', without: [] as string[] };
  const source = scriptedSource('upstox', {
    daily: ({ from, to }) => {
      if (from < state.brokenBefore) throw new Failure('not-yet', 'the long answer broke off');
      const { closePaise, without } = state;
      return dailyBars(from, to, { closePaise, without });
    },
  });
  return { source, state };
}

async function afterSplit(...without: string[]) {
  const { source, state } = splitting();
  state.without = without;
  const desk = await feeding([source], { now: '2026-06-09T18:00' });
  await desk.daily('ACME', YEAR);
  source.told();
  state.closePaise = 5000;
  desk.moveTo('2026-06-12T18:00');
  return { desk, source, state };
}

describe('a source that has adjusted its prices', () => {
  it('is asked for the whole kept series again, which replaces the old one', async () => {
    const { desk, source } = await afterSplit();
    await desk.daily('ACME', LATER);
    expect(source.told()).toEqual([
      'ACME 1d 2026-06-03..2026-06-12 today',
      'ACME 1d 2026-01-01..2026-06-02',
    ]);
    expect(await desk.rows('ACME')).toEqual(
      sessionsOf('2026-01-01', '2026-06-12').map((session) => `${session} 5000 upstox`),
    );
    expect(desk.warnings).toEqual([
      'ACME: upstox has adjusted its prices by 0.5000; the whole series is asked for again',
    ]);
  });

  it('leaves no price on the old basis: a session that it has no more is a gap', async () => {
    const { desk, state } = await afterSplit();
    state.without = ['2026-02-10', '2026-06-04'];
    const result = await desk.daily('ACME', LATER);
    const rows = await desk.rows('ACME');
    expect(rows.filter((row) => !row.includes(' 5000 '))).toEqual([]);
    expect(rows.map((row) => row.slice(0, 10))).not.toContain('2026-02-10');
    expect(result.openSlots).toBe(2);
    const reason = 'upstox answered without it after it had adjusted its prices';
    expect(await desk.gaps()).toEqual([
      `2026-02-10..2026-02-10 open×0: ${reason}`,
      `2026-06-04..2026-06-04 open×1: ${reason}`,
    ]);
    state.without = [];
    desk.moveTo('2026-06-14T18:00');
    await desk.daily('ACME', { from: '2026-01-01', to: '2026-06-12' });
    expect((await desk.rows('ACME')).map((row) => row.slice(0, 10))).toContain('2026-02-10');
    expect((await desk.gaps()).every((gap) => gap.includes('filled'))).toBe(true);
  });

  it('changes nothing when the rest of the series cannot be had', async () => {
    const { desk, source, state } = await afterSplit();
    const before = await desk.rows('ACME');
    state.brokenBefore = '2026-06-01';
    expect(await desk.daily('ACME', LATER)).toMatchObject({ status: 'failed', changed: 0 });
    expect(await desk.rows('ACME'), 'half a series on the new basis is worse than none').toEqual(
      before,
    );
    state.brokenBefore = '';
    source.told();
    await desk.daily('ACME', LATER);
    expect(source.told(), 'the failed request does not count as answered').toHaveLength(2);
    expect((await desk.rows('ACME')).every((row) => row.includes(' 5000 '))).toBe(true);
  });

  it('throws away the windows that came before the one which showed it', async () => {
    const { desk, state } = await afterSplit();
    const before = await desk.rows('ACME');
    const intervals = [{ interval: '1d' as const, windowDays: 60 }];
    const windowed = scriptedSource(
      'upstox',
      {
        daily: ({ from, to }) => {
          if (from === '2026-01-01') throw new Failure('not-yet', 'down');
          return dailyBars(from, to, { closePaise: state.closePaise });
        },
      },
      { intervals },
    );
    const result = await desk.daily('ACME', {
      from: '2025-10-01',
      to: '2026-06-12',
      chain: [windowed],
    });
    expect(result.status).toBe('failed');
    expect(await desk.rows('ACME')).toEqual(before);
  });

  it('is asked for the whole series once, although two windows show it', async () => {
    const { desk, state } = await afterSplit('2026-02-10');
    const windowed = scriptedSource(
      'upstox',
      { daily: ({ from, to }) => dailyBars(from, to, { closePaise: state.closePaise }) },
      { intervals: [{ interval: '1d', windowDays: 60 }] },
    );
    await desk.daily('ACME', { from: '2026-01-01', to: '2026-06-12', chain: [windowed] });
    expect(windowed.asks.map(({ to }) => to)).toEqual(
      expect.arrayContaining(['2026-02-10', '2026-06-12']),
    );
    expect(desk.warnings).toHaveLength(1);
    expect((await desk.rows('ACME')).every((row) => row.includes(' 5000 '))).toBe(true);
  });

  it('is not suspected for the rounding of a paisa', async () => {
    const { desk, source, state } = await afterSplit();
    state.closePaise = 10_001;
    await desk.daily('ACME', LATER);
    expect(source.told()).toHaveLength(1);
    expect(desk.warnings).toEqual([]);
  });
});
