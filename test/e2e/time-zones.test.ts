import { expect, it } from 'vitest';
import { candlesIn, differences, gapsIn, NONE } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { newDesk, runJson } from '../support/program.ts';

it('rows and gaps are the same wherever the machine stands', async () => {
  const exchange = await loopbackExchange();
  exchange.withhold('TEAPOT&CO', '2026-05-15');
  const kept = await Promise.all(
    ['Asia/Kolkata', 'UTC', 'America/New_York', 'Pacific/Kiritimati'].map(async (zone) => {
      const desk = newDesk({ PAPERJOBS_BASE_URL: exchange.origin, TZ: zone });
      const told = await runJson(desk, [
        'market-sync',
        '--source',
        'upstox',
        '--symbols',
        'TEAPOT&CO,NEWCOMER',
        // The early morning in India is still yesterday in New York.
        '--from',
        '2026-05-11',
        '--as-of',
        '2026-05-20T01:30',
        '--interval',
        '5m,1d',
      ]);
      expect(told, zone).toMatchObject({ outcome: 'ok', asOf: '2026-05-20T01:30:00+05:30' });
      return { zone, candles: candlesIn(desk.database), gaps: gapsIn(desk.database) };
    }),
  );
  const [india, ...others] = kept;
  expect(india?.candles.length).toBeGreaterThan(500);
  expect(india?.gaps.length, 'a hole, and days before the listing').toBeGreaterThan(1);
  for (const { zone, candles, gaps } of others) {
    expect(differences(candles, india?.candles ?? []), zone).toEqual(NONE);
    expect(gaps, zone).toEqual(india?.gaps);
  }
});
