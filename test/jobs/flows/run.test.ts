import { describe, expect, it } from 'vitest';
import type { Deal } from '../../../src/core/flows/deal.ts';
import type { FiiDiiFigure } from '../../../src/core/flows/fii-dii.ts';
import { Failure } from '../../../src/core/failure.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { options } from '../../../src/jobs/flows/job.ts';
import { run } from '../../../src/jobs/flows/run.ts';
import { readOptions } from '../../../src/kit/options.ts';
import type { RawOptions } from '../../../src/kit/options.ts';
import type { DealsAnswer, FlowSource } from '../../../src/ports/flows.ts';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { bench } from '../../support/bench.ts';
import { openedStore } from '../../support/opened-store.ts';

const [monday, tuesday] = [sessionDate('2026-06-08'), sessionDate('2026-06-09')];
const DAY = { date: '2026-06-09' };

function deal(session: string, quantity = 100): Deal {
  const trade = { client: 'PAPER LANTERN', side: 'BUY', pricePaise: paise(6774) } as const;
  const security = { symbol: 'TEAPOT&CO', securityName: 'Teapot' };
  return { session: sessionDate(session), ...security, quantity, ...trade };
}

const answer = (...deals: Deal[]): DealsAnswer => ({
  deals,
  refused: [],
  none: deals.length === 0,
});
const NONE = answer();

function figure(session: string, category: FiiDiiFigure['category'], net = 0): FiiDiiFigure {
  const [buyPaise, sellPaise] = [paise(5 + net), paise(5)];
  return { session: sessionDate(session), category, buyPaise, sellPaise, netPaise: paise(net) };
}

/** A desk at a moment of Tuesday, with a source that has nothing but what is given. */
async function desk(given: Partial<FlowSource>, now = '2026-06-09T22:00', elsewhere = true) {
  const opened = await openedStore();
  const flows: FlowSource = {
    name: 'nse',
    latestDeals: async () => undefined,
    dealsBetween: async () => undefined,
    shortSales: async () => undefined,
    yearExtremes: async () => undefined,
    fiiDii: async () => undefined,
    ...given,
  };
  const on = bench({
    store: opened.store,
    now,
    calendar: sandboxCalendar(),
    sources: { flows },
    settings: elsewhere ? { base_url: 'http://mirror.invalid' } : {},
  });
  const go = (raw: RawOptions = DAY) => run(on.ctx, readOptions(options, raw));
  const lists = async (): Promise<string[]> =>
    (await opened.store.flowLists.between(monday, tuesday)).map(
      ({ session, list, rows }) => `${session} ${list} ${rows}`,
    );
  return { ...on, store: opened.store, go, lists };
}

describe('a list that is nowhere', () => {
  it('is not published yet before 21:00, late after', async () => {
    const early = await desk({}, '2026-06-09T20:59');
    await expect(early.go()).rejects.toMatchObject({ code: 'not-yet' });
    const late = await desk({}, '2026-06-09T21:00');
    await expect(late.go()).rejects.toMatchObject({ code: 'late' });
  });

  it('makes the session partial, in this run and in the next', async () => {
    const { go, warnings, lists } = await desk({ dealsBetween: async () => NONE });
    expect(await go()).toMatchObject({ status: 'partial', counts: { lists: 3, failed: 2 } });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^2026-06-09: 52-week prices, FII\/DII figures: .*since 21:00/,
      ) as string,
    ]);
    expect(await lists()).toEqual(
      ['bulk', 'block', 'short'].toSorted().map((l) => `2026-06-09 ${l} 0`),
    );
    expect(await go()).toMatchObject({ status: 'partial', counts: { lists: 0, failed: 2 } });
  });
});

describe('lists of the day', () => {
  it('are kept under the day that they name, though another was asked for', async () => {
    const { go, store, lists } = await desk({
      latestDeals: async (kind) => (kind === 'bulk' ? answer(deal('2026-06-08')) : undefined),
    });
    await expect(go()).rejects.toMatchObject({ code: 'late' });
    expect(await lists()).toContain('2026-06-08 bulk 1');
    expect(await store.deals.shown({})).toMatchObject([{ session: monday }]);
  });

  it('of a day to come are left alone, as of a past moment', async () => {
    const latestDeals = async () => answer(deal('2026-06-09'));
    const { go, store } = await desk({ latestDeals }, '2026-06-09T12:00');
    await expect(go({ date: '2026-06-08' })).rejects.toMatchObject({ code: 'late' });
    expect(await store.deals.shown({})).toEqual([]);
  });

  it('that say none are believed of the newest session, once its evening is over', async () => {
    const given = { latestDeals: async () => NONE };
    const early = await desk(given, '2026-06-09T20:00');
    await expect(early.go()).rejects.toMatchObject({ code: 'not-yet' });
    const late = await desk(given);
    expect(await late.go({ dates: '2026-06-08,2026-06-09' })).toMatchObject({ status: 'partial' });
    expect(await late.lists()).toEqual(['2026-06-09 block 0', '2026-06-09 bulk 0']);
  });

  it('never replace a longer list of the same day', async () => {
    const lists = [answer(deal('2026-06-09'), deal('2026-06-09', 7)), answer(deal('2026-06-09'))];
    const latestDeals: FlowSource['latestDeals'] = async (kind) =>
      kind === 'bulk' ? lists.shift() : undefined;
    const { go, store, warnings } = await desk({ latestDeals });
    await go();
    await go({ dates: '2026-06-08,2026-06-09' });
    expect(await store.deals.shown({})).toHaveLength(2);
    expect(warnings.join()).toContain('at least the 2 bulk deals of 2026-06-09 that are kept');
  });

  it('are not asked for under a past moment, but where another base is set', async () => {
    const { go, moveTo } = await desk({}, '2026-06-09T22:00', false);
    moveTo('2026-06-09T22:00', '2026-06-12T10:00');
    await expect(go()).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('FII/DII figures', () => {
  it('seen before 21:00 are looked at again after it, once', async () => {
    let asked = 0;
    const fiiDii = async () => {
      asked++;
      const figures = [figure('2026-06-09', 'FII', asked), figure('2026-06-09', 'DII')];
      return { figures, refused: [] };
    };
    const extremes = [{ session: tuesday, symbol: 'TEAPOT&CO', series: 'EQ' }];
    const shorted = { session: monday, symbol: 'X', securityName: 'X', quantity: 1 };
    const { go, moveTo, store } = await desk(
      {
        fiiDii,
        latestDeals: async () => answer(deal('2026-06-09')),
        shortSales: async () => answer(shorted),
        yearExtremes: async () => ({ extremes, refused: [] }),
      },
      '2026-06-09T19:30',
    );
    expect(await go()).toMatchObject({ status: 'ok', counts: { changed: 6 } });
    expect(await go()).toMatchObject({ status: 'noop', counts: {} });
    moveTo('2026-06-09T21:15');
    expect(await go()).toMatchObject({ status: 'ok', counts: { changed: 1 } });
    expect(await go()).toMatchObject({ status: 'noop', counts: {} });
    expect(asked).toBe(2);
    expect(await store.fiiDii.shown()).toMatchObject([{ netPaise: 2 }, { netPaise: 0 }]);
  });

  it('of one category only are not there yet', async () => {
    const figures = [figure('2026-06-09', 'DII')];
    const fiiDii = async () => ({ figures, refused: [] });
    const { go, store } = await desk({ fiiDii, dealsBetween: async () => NONE });
    expect(await go()).toMatchObject({ status: 'partial' });
    expect(await store.fiiDii.shown()).toEqual([]);
  });
});

it('short sales of another day than the one before are refused', async () => {
  const strange = {
    session: sessionDate('2026-06-05'),
    symbol: 'X',
    securityName: 'X',
    quantity: 1,
  };
  const { go, warnings } = await desk({
    shortSales: async () => answer(strange),
    latestDeals: async () => NONE,
  });
  expect(await go()).toMatchObject({ status: 'partial' });
  expect(warnings.join()).toContain('short sales of 2026-06-08 in the file of 2026-06-09');
});

it('the dated report is asked once for the sessions of a month', async () => {
  const questions: string[] = [];
  const dealsBetween: FlowSource['dealsBetween'] = async (kind, from, to) => {
    questions.push(`${kind} ${from}..${to}`);
    return kind === 'bulk' ? answer(deal('2026-05-04'), deal('2026-06-08')) : NONE;
  };
  const { go, store } = await desk({ dealsBetween, shortSales: async () => NONE });
  await go({ from: '2026-05-04', to: '2026-06-09' });
  expect(questions).toEqual([
    'bulk 2026-05-04..2026-06-03',
    'block 2026-05-04..2026-06-03',
    'bulk 2026-06-04..2026-06-09',
    'block 2026-06-04..2026-06-09',
  ]);
  expect(await store.deals.shown({ kinds: ['bulk'] })).toHaveLength(2);
});

it('stops between lists when it is asked to', async () => {
  const { go, stop } = await desk({
    latestDeals: async () => {
      stop.abort(new Failure('stopped', 'SIGTERM'));
      return NONE;
    },
  });
  await expect(go()).rejects.toMatchObject({ code: 'stopped' });
});

it('a row that is refused is told with its list and its reason', async () => {
  const { go, warnings } = await desk({
    latestDeals: async () => ({
      ...answer(deal('2026-06-09')),
      refused: [{ row: 'line 7', reason: 'TEAPOT&CO: quantity -5 is no count of shares' }],
    }),
  });
  expect(await go()).toMatchObject({ status: 'partial', counts: { refused: 2 } });
  expect(warnings).toContain(
    '2026-06-09: bulk deals: 1 rows refused; the first, line 7: TEAPOT&CO: quantity -5 is no count of shares',
  );
});
