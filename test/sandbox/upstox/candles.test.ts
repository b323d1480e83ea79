import { afterEach, describe, expect, test } from 'vitest';
import { sandboxCalendar } from '../../../src/sandbox/calendar.ts';
import { createMarket } from '../../../src/sandbox/market.ts';
import { asking, closeAll } from '../asking.ts';
import { at, on, security } from '../moments.ts';

afterEach(closeAll);

type Candle = [string, number, number, number, number, number, number];
interface Candles {
  status: string;
  data: { candles: Candle[] };
}
interface Refusal {
  status: string;
  errors: { errorCode: string; error_code: string }[];
}

const path = (symbol: string, rest: string): string =>
  `/v3/historical-candle/${encodeURIComponent(security(symbol).upstoxKey)}/${rest}`;
const running = (symbol: string, rest: string): string =>
  `/v3/historical-candle/intraday/${encodeURIComponent(security(symbol).upstoxKey)}/${rest}`;
const NOW = '2026-11-25T15:20';

describe('candleRoutes', () => {
  test('gives the days newest first, stamped at midnight in India, without the running one', async () => {
    const { json } = await asking(NOW);
    const { status, data } = await json<Candles>(
      path('PAPERTIGER', 'days/1/2026-11-30/2026-11-16'),
    );
    expect(status).toBe('success');
    expect(data.candles.map(([stamp]) => stamp)).toEqual(
      ['24', '23', '20', '19', '18', '17', '16'].map((day) => `2026-11-${day}T00:00:00+05:30`),
    );
    const day = createMarket(42, sandboxCalendar()).day(
      security('PAPERTIGER'),
      on('2026-11-24'),
      at(NOW),
    );
    expect(data.candles[0]?.slice(1)).toEqual([
      (day?.openPaise ?? 0) / 100,
      (day?.highPaise ?? 0) / 100,
      (day?.lowPaise ?? 0) / 100,
      (day?.closePaise ?? 0) / 100,
      day?.volume,
      0,
    ]);
  });

  test.each([
    ['SPICEROUTE', '2026-02-18', 5],
    ['MANGOSOFT', '2025-11-06', 2],
  ])(
    'adjusts the days of %s before %s by %d from the ex-date on, not earlier',
    async (symbol, exDate, factor) => {
      const before = sandboxCalendar().sessions(on('2025-10-01'), on(exDate)).at(-2)?.session ?? '';
      const rest = `days/1/${before}/${before}`;
      const early = await asking(`${exDate}T00:00`);
      const raw = createMarket(42, sandboxCalendar()).day(security(symbol), on(before), at(NOW));
      const rawClose = (raw?.closePaise ?? 0) / 100;
      const [seen] = (await early.json<Candles>(path(symbol, rest))).data.candles;
      expect(seen?.[4]).toBeCloseTo(rawClose / factor, 1);
      expect(seen?.[5]).toBe((raw?.volume ?? 0) * factor);
      const older = sandboxCalendar().sessions(on('2025-10-01'), on(exDate)).at(-3)?.session ?? '';
      const yet = await asking(`${before}T12:00`);
      const rawOlder = createMarket(42, sandboxCalendar()).day(
        security(symbol),
        on(older),
        at(NOW),
      );
      const [unadjusted] = (await yet.json<Candles>(path(symbol, `days/1/${older}/${older}`))).data
        .candles;
      expect(unadjusted?.[4]).toBe((rawOlder?.closePaise ?? 0) / 100);
    },
  );

  test('gives minutes of past sessions and joins them to longer bars', async () => {
    const { json } = await asking(NOW);
    const ask = async (unit: string) =>
      (await json<Candles>(path('MONSOONTEA', `${unit}/2026-11-24/2026-11-24`))).data.candles;
    const minutes = await ask('minutes/1');
    const quarters = await ask('minutes/15');
    expect(minutes).toHaveLength(375);
    expect(quarters).toHaveLength(25);
    expect(await ask('minutes/30')).toHaveLength(13);
    expect(await ask('hours/1')).toHaveLength(7);
    expect(minutes[0]?.[0]).toBe('2026-11-24T15:29:00+05:30');
    const first = minutes.slice(-15);
    expect(quarters.at(-1)).toEqual([
      '2026-11-24T09:15:00+05:30',
      first.at(-1)?.[1],
      Math.max(...first.map((candle) => candle[2])),
      Math.min(...first.map((candle) => candle[3])),
      first[0]?.[4],
      first.reduce((sum, candle) => sum + candle[5], 0),
      0,
    ]);
  });

  test('holds of the running day what has begun, the running bar included', async () => {
    const { json } = await asking('2026-11-25T10:02:30');
    const ask = async (unit: string) =>
      (await json<Candles>(running('PAPERTIGER', unit))).data.candles;
    const minutes = await ask('minutes/1');
    expect(minutes).toHaveLength(48);
    expect(minutes[0]?.[0]).toBe('2026-11-25T10:02:00+05:30');
    expect((await ask('minutes/5')).map(([stamp]) => stamp).slice(0, 2)).toEqual([
      '2026-11-25T10:00:00+05:30',
      '2026-11-25T09:55:00+05:30',
    ]);
    const [day] = await ask('days/1');
    expect(day?.[0]).toBe('2026-11-25T00:00:00+05:30');
    expect(day?.[5]).toBe(minutes.reduce((sum, candle) => sum + candle[5], 0));
  });

  test('answers a closed day and the hours before the opening without candles', async () => {
    const sunday = await asking('2026-11-22T12:00');
    expect((await sunday.json<Candles>(running('PAPERTIGER', 'minutes/1'))).data.candles).toEqual(
      [],
    );
    const early = await asking('2026-11-25T09:14:59');
    expect((await early.json<Candles>(running('PAPERTIGER', 'minutes/1'))).data.candles).toEqual(
      [],
    );
  });

  test('gives an index without volume', async () => {
    const { json } = await asking(NOW);
    const { candles } = (await json<Candles>(path('NIFTY', 'days/1/2026-11-24/2026-11-16'))).data;
    expect(candles).toHaveLength(7);
    expect(candles.every((candle) => candle[5] === 0 && candle[4] > 1000)).toBe(true);
  });

  test.each([
    [
      'a key that nobody has',
      '/v3/historical-candle/NSE_EQ%7CINE999Z01019/days/1/2026-11-24/2026-11-20',
      'UDAPI100011',
    ],
    ['a delisted share', path('OLDLOOMS', 'days/1/2025-03-27/2025-03-20'), 'UDAPI100011'],
    ['dates the wrong way round', path('PAPERTIGER', 'days/1/2026-11-01/2026-11-20'), 'UDAPI1015'],
    ['a date that is none', path('PAPERTIGER', 'days/1/2026-11-31/2026-11-20'), 'UDAPI1015'],
    ['33 days of minutes', path('PAPERTIGER', 'minutes/5/2026-11-24/2026-10-23'), 'UDAPI1148'],
    ['eleven years of days', path('PAPERTIGER', 'days/1/2026-11-24/2015-11-24'), 'UDAPI1148'],
    ['a unit of its own', path('PAPERTIGER', 'fortnights/1/2026-11-24/2026-11-20'), 'UDAPI1146'],
    ['two days in one bar', path('PAPERTIGER', 'days/2/2026-11-24/2026-11-20'), 'UDAPI1147'],
    [
      'an unknown key of the running day',
      '/v3/historical-candle/intraday/NSE_EQ%7CX/minutes/1',
      'UDAPI100011',
    ],
  ])('refuses %s', async (_, asked, code) => {
    const { ask } = await asking(NOW);
    const came = await ask(asked);
    expect(came.status).toBe(400);
    const body = JSON.parse(came.text) as Refusal;
    expect(body).toMatchObject({
      status: 'error',
      errors: [{ errorCode: code, error_code: code }],
    });
    expect(body).not.toHaveProperty('data');
  });

  test('takes the longest windows that Upstox takes', async () => {
    const { ask, json } = await asking(NOW);
    expect((await ask(path('SLEEPYCEM', 'minutes/1/2026-11-24/2026-10-24'))).status).toBe(200);
    const decade = await json<Candles>(path('SLEEPYCEM', 'days/1/2026-11-24/2016-11-24'));
    expect(decade.data.candles.length).toBeGreaterThan(2300);
  });
});
