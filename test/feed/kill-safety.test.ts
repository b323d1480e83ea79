import { describe, expect, it } from 'vitest';
import { dailyBar, dailyBars, intradayBars, sessionsOf } from '../support/bars.ts';
import { openedStore, share } from '../support/opened-store.ts';
import { scriptedSource } from '../support/scripted-source.ts';
import type { Store } from '../../src/store/store.ts';
import { INTERVAL_MINUTES } from '../../src/core/market/bar.ts';
import type { IntradayInterval } from '../../src/core/market/bar.ts';
import { feeding } from './feeding.ts';
import type { Feeding } from './feeding.ts';

const WEEK = { from: '2026-06-08', to: '2026-06-12' };
const GIVEN = {
  now: '2026-06-12T20:00',
  listed: [share('ACME', { isin: 'INE900A01011' }), share('BOLT', { isin: 'INE901A01019' })],
};
const HOLES = ['2026-06-09'];

class Killed extends Error {}

/** A store that breaks before, or instead of committing, its transaction of that number. */
function dyingAt(store: Store, number: number, midway: boolean): Store {
  let begun = 0;
  return {
    ...store,
    write: (work) => {
      begun++;
      if (begun < number) return store.write(work);
      if (!midway) return Promise.reject(new Killed());
      return store.write(async (books) => {
        await work(books);
        throw new Killed();
      });
    },
  };
}

const chains = {
  instruments: () =>
    scriptedSource('upstox', {
      daily: ({ from, to }) => dailyBars(from, to, { without: HOLES }),
      intraday: ({ interval, from, to }) =>
        sessionsOf(from, to).flatMap((session) =>
          intradayBars(
            session,
            INTERVAL_MINUTES[interval as IntradayInterval],
            (_, n) => n % 7 > 0,
          ),
        ),
    }),
  sessions: () =>
    scriptedSource('nse', {
      session: (session) => ({
        rows: [
          { symbol: 'BOLT', series: 'EQ', bar: dailyBar(session) },
          ...(HOLES.includes(session)
            ? []
            : [{ symbol: 'ACME', series: 'EQ', bar: dailyBar(session) }]),
          { symbol: 'STRANGER', series: 'SM', bar: dailyBar(session) },
        ],
        refused: [],
        format: 'udiff',
      }),
    }),
};

const works: Readonly<Record<keyof typeof chains, (desk: Feeding) => Promise<unknown>>> = {
  async instruments(desk) {
    for (const symbol of ['ACME', 'STRANGER']) {
      await desk.intraday(symbol, '15m', WEEK);
      await desk.daily(symbol, WEEK);
    }
  },
  sessions: (desk) => desk.whole(['ACME', 'BOLT', 'STRANGER'], WEEK),
};

async function stateOf(desk: Feeding): Promise<unknown> {
  const rows = [];
  for (const symbol of ['ACME', 'BOLT', 'STRANGER']) rows.push(await desk.rows(symbol));
  const gaps = await desk.opened.store.gaps.list('all');
  const found = await desk.opened.store.instruments.find('XNSE', ['ACME', 'BOLT', 'STRANGER']);
  return {
    rows,
    gaps: gaps.map((gap) => ({ ...gap, instrumentId: undefined })),
    instruments: found.length,
  };
}

describe.each(['instruments', 'sessions'] as const)('feeding by %s', (way) => {
  it('ends in the same state after a death at any transaction as undisturbed', async () => {
    const calm = await feeding([chains[way]()], GIVEN);
    await works[way](calm);
    const expected = await stateOf(calm);
    for (const midway of [false, true]) {
      let died = true;
      let deaths = 0;
      for (let number = 1; died; number++) {
        const opened = await openedStore();
        const store = dyingAt(opened.store, number, midway);
        const broken = await feeding([chains[way]()], { ...GIVEN, opened, store });
        died = await works[way](broken).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Killed) return true;
            throw error;
          },
        );
        deaths += Number(died);
        const next = await feeding([chains[way]()], { ...GIVEN, opened });
        await works[way](next);
        const where = `death at transaction ${number}, ${midway ? 'midway' : 'before it'}`;
        expect(await stateOf(next), where).toEqual(expected);
      }
      expect(deaths, 'every transaction was tried').toBeGreaterThan(3);
    }
  });
});

it('a gap that a dead run had filled with rows is closed by the next run', async () => {
  const opened = await openedStore();
  let published = false;
  const source = scriptedSource('nse', {
    session: (session) =>
      session === '2026-06-12' && !published
        ? undefined
        : {
            rows: [{ symbol: 'ACME', series: 'EQ', bar: dailyBar(session) }],
            refused: [],
            format: '',
          },
  });
  const first = await feeding([source], { ...GIVEN, opened });
  await first.whole(['ACME'], WEEK);
  published = true;
  const dying = await feeding([source], {
    ...GIVEN,
    opened,
    store: dyingAt(opened.store, 2, false),
  });
  await expect(dying.whole(['ACME'], WEEK)).rejects.toThrow(Killed);
  expect((await first.gaps())[0], 'the row is in, the gap was not looked at').toMatch(/ open×0/);
  await first.whole(['ACME'], WEEK);
  expect((await first.gaps())[0]).toMatch(/ filled×0/);
});
