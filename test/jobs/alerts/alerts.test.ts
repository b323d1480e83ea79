import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../src/core/market/instant.ts';
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

  it('a rule of many is looked at where some of them are known, however few', async () => {
    const desk = await alertDesk(`${DAY}10:00`);
    // BOLT is on the list, and no instrument yet.
    await desk.rule('@watchlist close > 100');
    await desk.price('ACME', 101);
    expect(await desk.run()).toMatchObject({ counts: { fired: 1 }, warnings: [] });
    const problems = (await desk.opened.store.alertStates.list()).map(({ problem }) => problem);
    expect(problems).toEqual([undefined]);
  });
});
