import { describe, expect, it } from 'vitest';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import type { AccountSummary } from '../../../src/core/exchange/account-summary.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { madeUpAction, paperDesk } from '../../support/paper-desk.ts';
import type { PaperDesk } from '../../support/paper-desk.ts';

const flat = (price: number) => [price, price, price, price] as const;

/** Holds 100 shares bought at 100.00 on 25 November, with 1,00,000.00 to begin with. */
async function holder(settings = {}): Promise<PaperDesk> {
  const desk = await paperDesk({ settings, now: '2026-11-25T10:00' });
  await desk.closes('TEAPOT', { '2026-11-24': 100 });
  await desk.type('order buy TEAPOT 100');
  await desk.minutes('TEAPOT', '2026-11-25', { '10:01': flat(100), '15:29': flat(102) });
  await desk.orders('2026-11-25T15:42');
  return desk;
}

const rupees = ({
  session,
  official,
  closes,
  valuePaise,
  dayPaise,
  unrealisedPaise,
}: AccountSummary) => ({
  session,
  official,
  closes,
  value: valuePaise / 100,
  day: dayPaise / 100,
  unrealised: unrealisedPaise / 100,
});

const titles = async (desk: PaperDesk) =>
  (await desk.opened.store.notifications.newest(10)).map(({ title }) => title).toReversed();

describe('the positions job', () => {
  it('values by the freshest price, once for each change', async () => {
    const desk = await holder();
    // STT 10.00, exchange 0.30, trust 0.01, SEBI 0.01, stamp 1.50, GST 0.06: 11.88
    const cash = 100_000 - 10_000 - 11.88;
    expect(await desk.positions('2026-11-25T10:05')).toMatchObject({
      status: 'ok',
      counts: { stale: 0 },
    });
    expect(await desk.opened.store.positions.list()).toMatchObject([
      { mark: { pricePaise: 10_000, stale: false } },
    ]);
    expect(await desk.positions('2026-11-25T11:10')).toMatchObject({
      status: 'ok',
      counts: { stale: 1 },
    });
    expect(await desk.positions('2026-11-25T11:20')).toMatchObject({ status: 'noop' });
    await desk.minutes('TEAPOT', '2026-11-25', { '11:30': flat(103) });
    expect(await desk.positions('2026-11-25T11:31')).toMatchObject({
      counts: { kept: 1, marked: 1, stale: 0 },
    });
    const newest = await desk.opened.store.accountSummaries.newest(1);
    expect(newest && rupees(newest)).toEqual({
      session: '2026-11-25',
      official: false,
      closes: false,
      value: Math.round((cash + 10_300) * 100) / 100,
      day: 288.12,
      unrealised: 300,
    });
  });

  it('keeps one official summary of a session, and makes it anew from books and closes', async () => {
    const desk = await holder();
    await desk.positions('2026-11-25T15:40');
    await desk.closes('TEAPOT', { '2026-11-25': 101 });
    expect(await desk.positions('2026-11-25T20:00', true)).toMatchObject({
      status: 'ok',
      counts: { sessions: 1, changed: 1 },
    });
    expect(await desk.positions('2026-11-25T20:01', true)).toMatchObject({ status: 'noop' });
    await desk.closes('TEAPOT', { '2026-11-26': 104 });
    desk.moveTo('2026-11-26T12:00');
    await desk.type('account deposit main 5000');
    await desk.positions('2026-11-26T20:00', true);
    const official = await desk.opened.store.accountSummaries.official();
    expect(official.map(rupees)).toEqual([
      {
        session: '2026-11-25',
        official: true,
        closes: true,
        value: 100_088.12,
        day: 88.12,
        unrealised: 100,
      },
      {
        session: '2026-11-26',
        official: true,
        closes: true,
        value: 105_388.12,
        day: 300,
        unrealised: 400,
      },
    ]);
  });

  it('what the job notes at the close is what the rebuilding finds', async () => {
    const desk = await holder();
    await desk.closes('TEAPOT', { '2026-11-25': 102 });
    await desk.positions('2026-11-25T15:45');
    const noted = await desk.opened.store.accountSummaries.official();
    await desk.positions('2026-11-25T20:00', true);
    expect(await desk.opened.store.accountSummaries.official()).toEqual(noted);
  });

  it('values what a split has made by the last price in shares of the ex-date', async () => {
    const desk = await holder();
    await desk.closes('TEAPOT', { '2026-11-25': 102 });
    await desk.positions('2026-11-25T15:45');
    const split = { subject: 'split', exDate: sessionDate('2026-11-26') };
    const faces = { fromFaceValue: millionths(10_000_000), toFaceValue: millionths(2_000_000) };
    await desk.actions(madeUpAction('2026-11-26', { kind: 'split', ...split, ...faces }));
    const security = { security: 'INE000A01011', symbol: 'TEAPOT', isin: 'INE000A01011' };
    const factor = { shares: 0.2, rights: 1, specialDividend: 1, kinds: ['split'] as const };
    await desk.opened.store.write((books) =>
      books.priceFactors.apply([], [{ ...security, ...split, ...factor }]),
    );
    await desk.orders('2026-11-26T09:16');
    const worth = async () =>
      (await desk.opened.store.accountSummaries.official()).map((one) => [
        one.valuePaise,
        one.closes,
        one.stale,
      ]);
    const [before] = await worth();
    await desk.positions('2026-11-26T09:20');
    // 100 at 102.00 are 500 at 20.40
    expect((await desk.type('show positions')).json).toMatchObject([
      { shares: 500, price: 20.4, value: 10_200, stale: true },
    ]);
    // Nobody deals in it all day.
    await desk.positions('2026-11-26T15:45');
    expect(await worth()).toEqual([before, [before?.[0], false, 1]]);
    expect(await desk.positions('2026-11-26T20:00', true)).toMatchObject({ status: 'noop' });
    await desk.positions('2026-11-27T20:00', true);
    expect(await worth()).toEqual([before, ...[1, 2].map(() => [before?.[0], false, 1])]);
  });

  it('is closed outside trading, unless forced', async () => {
    const desk = await paperDesk({ deposit: 0 });
    expect(await desk.positions('2026-11-26T20:00')).toMatchObject({ status: 'closed' });
    expect(await desk.positions('2026-11-26T12:00')).toMatchObject({ status: 'noop' });
  });

  it('tells a loss beyond the limits once a session', async () => {
    const desk = await holder({
      'trading.alert_day_loss_percent': 1,
      'trading.alert_position_loss_percent': 10,
    });
    await desk.positions('2026-11-25T15:40');
    desk.moveTo('2026-11-26T09:30');
    await desk.minutes('TEAPOT', '2026-11-26', { '09:29': flat(89) });
    expect(await desk.positions('2026-11-26T09:30')).toMatchObject({ counts: { alerts: 2 } });
    await desk.minutes('TEAPOT', '2026-11-26', { '09:39': flat(88) });
    expect(await desk.positions('2026-11-26T09:40')).toMatchObject({ counts: { alerts: 0 } });
    // 1,00,188.12 → 98,888.12: 1.30 %; 10,000.00 → 8,900.00: 11 %
    expect(await titles(desk)).toEqual([
      'main has lost 1.30 % on 2026-11-26',
      'TEAPOT in main has lost 11.00 % of its cost',
    ]);
  });

  it('says nothing of a price that is out of date', async () => {
    const desk = await holder({ 'trading.alert_position_loss_percent': 1 });
    await desk.minutes('TEAPOT', '2026-11-26', { '09:16': flat(80) });
    await desk.positions('2026-11-26T12:00');
    expect(await titles(desk)).toEqual([]);
    expect(desk.warnings).toEqual([
      '1 holdings are valued by a price that is out of date: see `paperjobs quotes`',
    ]);
  });
});
