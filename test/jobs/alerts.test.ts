import SqliteDatabase from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { instant, readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import type { NotificationDraft } from '../../src/core/notification/notification.ts';
import { LEXICON_MODEL } from '../../src/core/sentiment/score-headline.ts';
import { openStore } from '../../src/store/store.ts';
import { dailyBar, dailyBars, intradayBars } from '../support/bars.ts';
import { alertDesk } from './alert-desk.ts';

const DAY = '2026-11-26T';

describe('alerts', () => {
  it.each([
    ['2026-11-22T11:00', 'Sunday'],
    [`${DAY}09:14`, 'trades from 09:15 to 15:30 IST'],
    [`${DAY}15:31`, 'trades from 09:15 to 15:30 IST'],
  ])('is closed at %s', async (now, why) => {
    const desk = await alertDesk(now);
    await desk.rule('ACME close > 100');
    const report = await desk.run();
    expect(report.outcome).toBe('closed');
    expect(report.summary).toContain(why);
  });

  it('says that there is no rule, or that none is due', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    expect(await desk.run()).toMatchObject({ outcome: 'noop', summary: 'there is no rule' });
    await desk.rule('ACME close > 100', { validUntil: readInstant(`${DAY}10:59`) });
    await desk.rule('ACME close > 100', { validFrom: readInstant(`${DAY}11:01`) });
    await desk.price('ACME', 101);
    expect(await desk.run()).toMatchObject({ outcome: 'noop', summary: 'none of 2 rules is due' });
    expect(await desk.at(`${DAY}11:01`, 'ACME', 101)).toMatchObject({ counts: { fired: 1 } });
  });

  it('101, 102, 103 over a level of 100 is one event; under and over again is a second', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100', {
      note: 'sell half',
      priority: 'high',
      channels: ['ntfy'],
    });
    for (const [minute, price] of [101, 102, 103, 99, 101, 102].entries()) {
      await desk.at(`${DAY}11:0${minute}`, 'ACME', price);
    }
    expect(await desk.events()).toEqual(['11:00 ACME', '11:04 ACME']);
    const [second, first] = await desk.opened.store.notifications.newest(9);
    expect(first).toMatchObject({
      topic: 'alert',
      priority: 'high',
      channels: ['ntfy'],
      title: 'ACME: close > 100',
      body: 'ACME close > 100 at 2026-11-26 11:00 IST\nsell half',
      facts: [['close', '101']],
      dedupeKey: expect.stringMatching(/^alert:1:ACME:\d+$/) as string,
    });
    expect(second?.dedupeKey).not.toBe(first?.dedupeKey);
  });

  it('is silent within the cooldown, and after the one event of a rule that fires once', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100', { cooldownSeconds: 180 });
    await desk.rule('ACME close > 100', { once: true });
    for (const [minute, price] of [101, 99, 101, 99, 101].entries()) {
      await desk.at(`${DAY}11:0${minute}`, 'ACME', price);
    }
    expect(await desk.events()).toEqual(['11:00 ACME', '11:00 ACME', '11:04 ACME']);
  });

  it('a price that is too old is told once, and not looked at', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.rule('ACME close > 100');
    await desk.price('ACME', 101);
    desk.moveTo(`${DAY}10:16`);
    const first = await desk.run();
    expect(first).toMatchObject({ outcome: 'noop', counts: { fired: 0, notEvaluated: 1 } });
    expect(first.warnings).toEqual([
      'rule 1 "ACME close > 100" cannot be looked at: its last price is of 2026-11-26 10:00, which is too old',
    ]);
    desk.moveTo(`${DAY}10:17`);
    expect((await desk.run()).warnings, 'said once').toEqual([]);
    const [state] = await desk.opened.store.alertStates.list();
    expect(state?.problem).toContain('too old');
    expect(await desk.at(`${DAY}10:18`, 'ACME', 101)).toMatchObject({ counts: { fired: 1 } });
    expect((await desk.opened.store.alertStates.list())[0]?.problem).toBeUndefined();
  });

  it('a symbol that nothing is known of, and bars that are too few, are told once', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.rule('NOBODY close > 100');
    await desk.rule('ACME close > sma(200)');
    await desk.price('ACME', 101);
    const first = await desk.run();
    expect(first.warnings).toEqual([
      'rule 1 "NOBODY close > 100" cannot be looked at: no instrument of that symbol is known',
      'rule 2 "ACME close > sma(200)" cannot be looked at: sma(200) cannot be told of 0 bars',
    ]);
    expect((await desk.run()).warnings).toEqual([]);
  });

  it('names of the day are reckoned from the session before, in shares of today', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    await desk.opened.store.write(async (books) => {
      books.candles.saveDaily(listingId, 'raw', 'nse', [dailyBar('2026-11-25', 20_000)]);
      await books.priceFactors.apply(
        [],
        [
          {
            security: 'ACME',
            symbol: 'ACME',
            exDate: sessionDate('2026-11-26'),
            shares: 0.5,
            rights: 1,
            specialDividend: 1,
            kinds: ['split'],
          },
        ],
      );
    });
    await desk.rule('ACME day_change < -5%');
    await desk.rule('ACME day_change < -1% and gap > 1%');
    await desk.price('ACME', 98, { openPaise: paise(10_150) });
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    const [event] = await desk.opened.store.alertEvents.newest({ limit: 9 });
    expect(event?.ruleId).toBe(2);
    expect(new Map(event?.figures).get('day_change')).toBeCloseTo(-0.02, 12);
    expect(new Map(event?.figures).get('gap')).toBeCloseTo(0.015, 12);
  });

  it('the session is compared with closed days: its volume with theirs, its price with their highs', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    // Each closes at 100.00 with a high of 100.40 and 500 shares.
    const bars = dailyBars('2026-09-01', '2026-11-25');
    await desk.opened.store.write(async (books) => {
      books.candles.saveDaily(listingId, 'raw', 'nse', bars);
    });
    await desk.rule('ACME volume > 3 x avg(20)');
    await desk.rule('ACME breaks resistance(20)');
    await desk.rule('ACME close > sma(20)');
    await desk.price('ACME', 100.4, { volume: 1500 });
    await desk.run();
    expect(
      (await desk.opened.store.alertEvents.newest({ limit: 9 })).map((one) => one.rule),
    ).toEqual(['ACME close > sma(20)']);
    desk.moveTo(`${DAY}10:01`);
    await desk.price('ACME', 100.45, { volume: 1501 });
    await desk.run();
    expect(
      (await desk.opened.store.alertEvents.newest({ limit: 2 })).map((one) => one.rule).toSorted(),
    ).toEqual(['ACME close crosses above resistance(20)', 'ACME volume > 3 * avg(volume,20)']);
  });

  it('every bar that was closed since the last look is looked at, once', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    const listingId = await desk.share('ACME');
    await desk.rule('ACME close > 105', {}, '1m');
    const closes = [100, 106, 100, 107, 100, 106, 106];
    const bars = intradayBars('2026-11-26', 1, (_, place) => place < closes.length).map(
      (bar, place) => {
        const closePaise = paise((closes[place] ?? 0) * 100);
        const [highPaise, lowPaise] = [paise(11_000), paise(9000)];
        return { ...bar, openPaise: closePaise, closePaise, highPaise, lowPaise };
      },
    );
    const save = (count: number) =>
      desk.opened.store.write(async (books) => {
        books.candles.saveIntraday('1m', listingId, 'upstox', bars.slice(0, count));
      });
    await save(1);
    desk.moveTo(`${DAY}09:16:10`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, looks: 1 } });
    await save(7);
    desk.moveTo(`${DAY}09:22:10`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 3 } });
    expect(await desk.events()).toEqual(['09:17 ACME', '09:19 ACME', '09:21 ACME']);
    expect(await desk.run(), 'nothing new').toMatchObject({
      outcome: 'noop',
      counts: { looks: 0 },
    });
  });

  it('bars of five minutes are made of whole sets of minutes where none are kept', async () => {
    const desk = await alertDesk(`${DAY}09:27:05`);
    const listingId = await desk.share('ACME');
    await desk.rule('ACME volume > 499', {}, '5m');
    const minutes = intradayBars('2026-11-26', 1, (_, place) => place < 12 && place !== 7);
    await desk.opened.store.write(async (books) => {
      books.candles.saveIntraday('1m', listingId, 'upstox', minutes);
    });
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    expect(await desk.events(), 'the bar of 09:20 lacks a minute').toEqual(['09:20 ACME']);
  });

  it('follows the watchlist, an index and whatever has a price', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.price('ACME', 101);
    await desk.price('BOLT', 99);
    await desk.price('CANE', 103);
    await desk.rule('@watchlist close > 100');
    await desk.rule('any close > 102');
    expect(await desk.run()).toMatchObject({ counts: { rules: 2, instruments: 3, fired: 2 } });
    expect(await desk.events()).toEqual(['10:00 ACME', '10:00 CANE']);
    await desk.opened.store.write((books) => books.watchlist.add('CANE', 'XNSE', instant(0)));
    expect(await desk.at(`${DAY}10:01`, 'CANE', 103)).toMatchObject({ counts: { fired: 1 } });
  });

  it('dates of events need no price', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    await desk.share('ACME');
    await desk.rule('ACME days_to_earnings <= 3');
    const meeting = {
      symbol: 'ACME',
      date: sessionDate('2026-11-30'),
      company: 'Acme',
      state: 'expected' as const,
      purpose: 'results',
      details: '',
    };
    const window = { from: meeting.date, to: meeting.date };
    await desk.opened.store.write((books) => books.earningsCalendar.save([meeting], window, false));
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, notEvaluated: 0 } });
    desk.moveTo('2026-11-27T10:00');
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
  });

  it('what is held is looked at by its newest price, accounts as they were valued last', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperjobs-alerts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    const listingId = await desk.share('ACME');
    const raw = new SqliteDatabase(path);
    onTestFinished(() => void raw.close());
    raw.exec(`
      INSERT INTO accounts VALUES (1, 'main', 'INR', 'none', 0, 500000, 0), (2, 'idle', 'INR', 'none', 0, 0, 0);
      INSERT INTO positions VALUES (1, ${listingId}, 100, 1000000, 0, NULL, NULL, NULL);
      INSERT INTO positions VALUES (2, ${listingId}, 50, 450000, 1000, NULL, NULL, NULL)`);
    const valued = (at: string, valuePaise: number, dayPaise: number) =>
      raw.exec(`INSERT INTO account_summaries VALUES (1, '2026-11-26', 0, ${readInstant(at)}, 0,
        500000, ${valuePaise - 500_000}, ${valuePaise}, 0, 0, 0, 0, 0, ${dayPaise}, 1, 0)`);
    await desk.rule('position ACME pnl < -1000');
    await desk.rule('position any return > 5% and quantity = 150');
    await desk.rule('account:main day_change < -5% or value < 14000');
    await desk.rule('position BOLT pnl > 1');
    valued(`${DAY}10:55`, 1_500_000, -50_000);
    await desk.price('ACME', 93);
    // 150 × 93 − 14,500 = −550; the day has lost 500 of 15,500.
    const first = await desk.run();
    expect(first).toMatchObject({ counts: { fired: 0, notEvaluated: 1 } });
    expect(first.warnings).toEqual([
      'rule 4 "position BOLT pnl > 1" (BOLT) cannot be looked at: nothing of it is held, or no such account is there',
    ]);
    valued(`${DAY}11:01`, 1_450_000, -100_000);
    // 150 × 89 − 14,500 = −1,150; 1,000 of 15,500 are 6.5 %.
    expect(await desk.at(`${DAY}11:01`, 'ACME', 89)).toMatchObject({ counts: { fired: 2 } });
    expect(await desk.at(`${DAY}11:02`, 'ACME', 102)).toMatchObject({ counts: { fired: 1 } });
    const events = await desk.opened.store.alertEvents.newest({ limit: 9 });
    expect(events.map(({ ruleId, symbol }) => `${ruleId} ${symbol}`)).toEqual([
      '2 ACME',
      '3 main',
      '1 ACME',
    ]);
    expect(events[2]?.figures).toEqual([['pnl', -1150]]);
    desk.moveTo(`${DAY}11:20`);
    const late = await desk.run();
    expect(late.warnings.some((text) => text.includes('it was valued last 2026-11-26 11:01'))).toBe(
      true,
    );
  });

  it('news needs no price: its mean of the day, and how much there is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperjobs-alerts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    await desk.share('ACME');
    await desk.rule('ACME sentiment < -0.3 and news_count >= 2');
    expect(await desk.run()).toMatchObject({ counts: { fired: 0, notEvaluated: 0 } });
    const raw = new SqliteDatabase(path);
    onTestFinished(() => void raw.close());
    raw
      .prepare("INSERT INTO sentiment_history VALUES ('ACME', '2026-11-26', ?, 2, 0, 2, 0, -0.5)")
      .run(LEXICON_MODEL);
    desk.moveTo(`${DAY}11:01`);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    expect(await desk.run()).toMatchObject({ counts: { fired: 0 } });
  });

  it('a split puts the levels of a rule into shares of after it, with a note', async () => {
    const desk = await alertDesk('2026-11-25T11:00');
    await desk.rule('ACME close > 3000', { note: 'target' });
    await desk.at('2026-11-25T11:00', 'ACME', 2900);
    await desk.opened.store.write((books) =>
      books.priceFactors.apply(
        [],
        [
          {
            security: 'ACME',
            symbol: 'ACME',
            exDate: sessionDate('2026-11-26'),
            shares: 0.5,
            rights: 1,
            specialDividend: 1,
            kinds: ['split'],
          },
        ],
      ),
    );
    expect(await desk.at(`${DAY}11:00`, 'ACME', 1501)).toMatchObject({
      counts: { adjusted: 1, fired: 1 },
    });
    const [rule] = await desk.opened.store.alertRules.list();
    expect(rule?.condition).toBe('close > 1500');
    expect(rule?.levelsOn).toBe('2026-11-26');
    expect(rule?.note).toBe(
      'target; prices times 0.5 for the split or bonus of 2026-11-26: it was "close > 3000"',
    );
    expect(await desk.at(`${DAY}11:01`, 'ACME', 1501), 'once').toMatchObject({
      counts: { adjusted: 0 },
    });
  });

  it('a replay tells when rules would have fired, and writes nothing', async () => {
    const desk = await alertDesk('2026-11-26T20:00');
    const listingId = await desk.share('ACME');
    const closes: Readonly<Record<string, number>> = {
      '2026-11-18': 9900,
      '2026-11-19': 10_100,
      '2026-11-20': 10_200,
      '2026-11-23': 9900,
      '2026-11-25': 10_100,
    };
    await desk.opened.store.write(async (books) => {
      const bars = Object.entries(closes).map(([session, close]) => dailyBar(session, close));
      books.candles.saveDaily(listingId, 'raw', 'nse', bars);
    });
    await desk.rule('ACME close > 100');
    await desk.rule('ACME close crosses above 100', {}, '1d');
    const report = await desk.run({ replay: true, from: '2026-11-18', to: '2026-11-26' });
    expect(report).toMatchObject({ outcome: 'ok', counts: { events: 4, rules: 2 } });
    const told = report.result as readonly { readonly rule: number; readonly at: string }[];
    expect(told.map(({ rule, at }) => `${rule} ${at.slice(0, 10)}`)).toEqual([
      '1 2026-11-19',
      '2 2026-11-19',
      '1 2026-11-25',
      '2 2026-11-25',
    ]);
    expect(await desk.events()).toEqual([]);
    expect(await desk.opened.store.alertStates.list()).toEqual([]);
  });

  it('two scanners at once: one event and one notification', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperjobs-alerts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'desk.db');
    const desk = await alertDesk(`${DAY}11:00`, path);
    const others = await Promise.all([openStore(path), openStore(path), openStore(path)]);
    onTestFinished(async () => {
      await Promise.all(others.map((one) => one.close()));
    });
    await desk.rule('ACME close > 100');
    await desk.rule('@watchlist close crosses above 100');
    for (const [minute, price] of [99, 101, 99, 102].entries()) {
      desk.moveTo(`${DAY}11:0${minute}`);
      await desk.price('ACME', price);
      const reports = await Promise.all(
        [desk.opened, ...others].map((opened) => desk.run({}, opened)),
      );
      expect(reports.map(({ outcome }) => outcome).every((one) => /ok|noop/.test(one))).toBe(true);
    }
    expect(await desk.events()).toEqual(['11:01 ACME', '11:01 ACME', '11:03 ACME', '11:03 ACME']);
    expect(await desk.opened.store.notifications.newest(99)).toHaveLength(4);
  });

  it('no event without its notification: what fails in between leaves neither', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100');
    await desk.price('ACME', 101);
    const { store } = desk.opened;
    const broken = {
      ...desk.opened,
      store: {
        ...store,
        write: <Result>(work: Parameters<typeof store.write<Result>>[0]) =>
          store.write((books) =>
            work({
              ...books,
              notifications: {
                ...books.notifications,
                // What is told of the failed run itself goes through.
                queue: (draft: NotificationDraft) =>
                  draft.topic === 'alert'
                    ? Promise.reject(new Error('cut off here'))
                    : books.notifications.queue(draft),
              },
            }),
          ),
      },
    };
    expect(await desk.run({}, broken)).toMatchObject({ outcome: 'bug' });
    expect(await desk.events()).toEqual([]);
    expect(await store.alertStates.list()).toEqual([]);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 } });
    const told = await store.notifications.newest(9);
    expect(told.filter(({ topic }) => topic === 'alert')).toHaveLength(1);
  });

  it('a rule that is changed or removed while it is looked at is left alone', async () => {
    const desk = await alertDesk(`${DAY}11:00`);
    await desk.rule('ACME close > 100');
    await desk.price('ACME', 101);
    const { store } = desk.opened;
    const late = {
      ...desk.opened,
      store: {
        ...store,
        alertStates: {
          list: async () => {
            await store.write((books) => books.alertRules.remove(1));
            return [];
          },
        },
      },
    };
    expect(await desk.run({}, late)).toMatchObject({ outcome: 'noop', counts: { fired: 0 } });
    expect(await desk.events()).toEqual([]);
  });
});
