import { describe, expect, it } from 'vitest';
import { run as showActions } from '../../src/commands/show-corp-actions/run.ts';
import { run as showAnnouncements } from '../../src/commands/show-announcements/run.ts';
import { run as showEarnings } from '../../src/commands/show-earnings/run.ts';
import { run as showFactors } from '../../src/commands/show-factors/run.ts';
import { mergeActions } from '../../src/core/corporate-actions/merge-actions.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { bse, nse } from '../core/corporate-actions/made-up-actions.ts';
import { defaultSettings } from '../support/defaults.ts';
import { readingDesk, textOfResult } from './reading-desk.ts';

const day = sessionDate;
const NOTHING = { symbols: undefined, from: undefined, to: undefined, csv: false };
const ALL = { kind: undefined, ...NOTHING };

async function actionDesk() {
  const desk = await readingDesk('2026-06-30T10:00');
  const mixed =
    'Bonus 3:1/Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share';
  const rows = mergeActions(
    [
      ...nse(mixed),
      ...nse('Rights 1:2 @ Premium Rs 40/-', '2026-04-01'),
      ...nse('Interim Dividend - Re 0.25 Per Share', '2026-05-04', {
        isin: 'INE900A01011',
        recordDate: day('2026-05-04'),
      }),
    ],
    'bse',
    bse('Interim Dividend - Rs. - 0.2500', '2026-05-04'),
    true,
  );
  await desk.keep((books) => books.corporateActions.apply([], rows));
  return desk;
}

describe('show corp-actions', () => {
  it('prints one object for each action, terms in rupees, both references', async () => {
    const { ctx } = await actionDesk();
    const { json } = await showActions(ctx, ALL);
    expect(json).toMatchObject([
      {
        symbol: 'ACME',
        isin: null,
        exDate: '2026-03-10',
        kind: 'bonus',
        ratio: [3, 1],
        source: 'nse',
      },
      { kind: 'split', fromFaceValue: 10, toFaceValue: 2 },
      { kind: 'rights', ratio: [1, 2], premium: 40 },
      {
        kind: 'dividend',
        form: 'interim',
        isin: 'INE900A01011',
        recordDate: '2026-05-04',
        amount: 0.25,
        source: 'nse+bse',
        bse: { code: '500999', subject: 'Interim Dividend - Rs. - 0.2500' },
      },
    ]);
  });

  it('prints a table for people, narrowed by kind and day', async () => {
    const { ctx } = await actionDesk();
    const text = textOfResult(
      await showActions(ctx, { ...ALL, kind: ['split'], from: day('2026-03-10') }),
    );
    expect(text).toMatch(/2026-03-10 +ACME +split +10 to 2 +nse +Bonus 3:1/);
    const none = await showActions(ctx, { ...ALL, symbols: ['nobody'] });
    expect(textOfResult(none)).toContain('paperjobs corp-actions');
  });

  it('refuses days in the wrong order', async () => {
    const { ctx } = await actionDesk();
    const asked = showActions(ctx, { ...ALL, from: day('2026-02-01'), to: day('2026-01-01') });
    await expect(asked).rejects.toMatchObject({ code: 'usage' });
  });
});

it('show factors tells the number, its kinds, and whether it was checked', async () => {
  const desk = await readingDesk('2026-06-30T10:00');
  const common = {
    security: 'ACME',
    symbol: 'ACME',
    rights: 1,
    specialDividend: 1,
    shares: 1,
  } as const;
  await desk.keep((books) =>
    books.priceFactors.apply(
      [],
      [
        {
          ...common,
          exDate: day('2026-03-10'),
          shares: 0.1,
          kinds: ['split', 'bonus'],
          checked: true,
          cumClosePaise: paise(10_000),
          cumSession: day('2026-03-09'),
          openPaise: paise(1_010),
          openSession: day('2026-03-10'),
        },
        { ...common, exDate: day('2026-04-10'), specialDividend: 0.9, kinds: ['dividend'] },
      ],
    ),
  );
  const at = (special: boolean) =>
    ({
      ...desk.ctx,
      resolved: { settings: defaultSettings({ 'corp_actions.special_dividends': special }) },
    }) as unknown as CommandContext;
  const { json } = await showFactors(at(false), { symbols: ['acme'], csv: false });
  expect(json).toEqual([
    {
      symbol: 'ACME',
      isin: null,
      exDate: '2026-03-10',
      factor: 0.1,
      kinds: ['split', 'bonus'],
      checked: true,
      lastCumClose: 100,
      open: 10.1,
      source: 'exchange',
    },
  ]);
  const all = await showFactors(at(true), { symbols: undefined, csv: false });
  expect(all.json).toMatchObject([
    { factor: 0.1 },
    { factor: 0.9, kinds: ['dividend'], checked: null },
  ]);
  expect(textOfResult(all)).toMatch(/ACME +2026-03-10 +0\.100000 +split bonus +yes/);
});

it('show announcements tells days of India, whole', async () => {
  const desk = await readingDesk('2026-06-30T10:00');
  const filing = {
    source: 'nse',
    symbol: 'ACME',
    company: 'Acme',
    category: 'Updates',
    text: 'all well',
  } as const;
  await desk.keep((books) =>
    books.corporateAnnouncements.save([
      { ...filing, sequenceId: '1', at: readInstant('2026-05-14T23:59') },
      { ...filing, sequenceId: '2', at: readInstant('2026-05-15T00:00') },
    ]),
  );
  const { json } = await showAnnouncements(desk.ctx, {
    ...NOTHING,
    category: 'upd',
    to: day('2026-05-14'),
  });
  expect(json).toMatchObject([
    { sequenceId: '1', time: '2026-05-14T23:59:00+05:30', attachment: null },
  ]);
});

it('show earnings tells how sure each day is', async () => {
  const desk = await readingDesk('2026-06-30T10:00');
  const date = day('2026-07-14');
  await desk.keep((books) =>
    books.earningsCalendar.save(
      [
        {
          symbol: 'ACME',
          date,
          company: 'Acme',
          state: 'confirmed',
          purpose: 'Financial Results',
          details: '',
        },
      ],
      { from: date, to: date },
      true,
    ),
  );
  const result = await showEarnings(desk.ctx, { ...NOTHING, from: day('2026-07-01') });
  expect(result.json).toMatchObject([
    { symbol: 'ACME', date: '2026-07-14', state: 'confirmed', reportedBy: null },
  ]);
  expect(textOfResult(result)).toMatch(/2026-07-14 +ACME +confirmed/);
});
