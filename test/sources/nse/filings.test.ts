import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { istText } from '../../../src/core/market/instant.ts';
import { createNseFilings } from '../../../src/sources/nse/filings.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const ORIGIN = 'https://site.invalid';
const range = (from: string, to = from) => ({ from: sessionDate(from), to: sessionDate(to) });

/** @param small body of the list of small companies, where it is asked for too */
function filings(path: string, body: string, status = 200, small?: string) {
  const url = `${ORIGIN}/api/${path}`;
  const http = scriptedHttp([
    { url, body, status },
    ...(small === undefined
      ? []
      : [{ url: url.replace('index=equities', 'index=sme'), body: small, status }]),
  ]);
  return { http, nse: createNseFilings({ http, siteOrigin: ORIGIN }) };
}

const AUGUST = 'corporates-corporateActions?index=equities&from_date=01-08-2026&to_date=05-08-2026';
const actions = sourceFixture('nse-actions.made-up.json');

describe('corporate actions of NSE', () => {
  it('are read with dates and words, those outside the window left out', async () => {
    const { nse, http } = filings(AUGUST, actions, 200, '[]');
    const { rows, refused } = await nse.actions.actions(range('2026-08-01', '2026-08-05'));
    expect(refused).toEqual([]);
    expect(rows).toEqual([
      {
        exchange: 'nse',
        symbol: 'TEAPOT&CO',
        company: 'Teapot & Company Limited',
        subject:
          'Bonus 1:1/Face Value Split (Sub-Division) - From Rs 10/- Per Share To Rs 2/- Per Share',
        exDate: '2026-08-03',
        isin: 'INE9Z0A01017',
        faceValue: 2_000_000,
        recordDate: '2026-08-03',
      },
      {
        exchange: 'nse',
        symbol: 'SAUCER',
        company: 'Saucer Limited',
        subject: 'Annual General Meeting/Dividend - Rs 4.50 Per Share',
        exDate: '2026-08-05',
        faceValue: 10_000_000,
        bookClosureFrom: '2026-08-06',
        bookClosureTo: '2026-08-12',
      },
    ]);
    expect(http.requests[0]?.cookiesFrom).toBe(`${ORIGIN}/option-chain`);
  });

  it('of small companies are asked for too; what is in both lists counts once', async () => {
    const small = actions.replaceAll('SAUCER', 'TINYSAUCER');
    const { nse } = filings(AUGUST, actions, 200, small);
    const { rows } = await nse.actions.actions(range('2026-08-01', '2026-08-05'));
    expect(rows.map(({ symbol }) => symbol)).toEqual(['TEAPOT&CO', 'SAUCER', 'TINYSAUCER']);
  });

  it('are none where the list of small companies cannot be had: a part would withdraw the rest', async () => {
    const { nse } = filings(AUGUST, actions, 200, '{}');
    await expect(nse.actions.actions(range('2026-08-01', '2026-08-05'))).rejects.toMatchObject({
      code: 'bad-data',
    });
  });

  it('of one symbol are asked for with its name spelt for an address', async () => {
    const { nse } = filings(`${AUGUST}&symbol=TEAPOT%26CO`, actions, 200, '[]');
    const asked = { ...range('2026-08-01', '2026-08-05'), symbol: 'TEAPOT&CO' };
    expect((await nse.actions.actions(asked)).rows).toHaveLength(1);
  });

  it('without a field that is needed are refused whole, with its place, and kept', async () => {
    const { nse, http } = filings(AUGUST, actions.replace('"exDate"', '"exDt"'));
    const asked = nse.actions.actions(range('2026-08-01', '2026-08-05'));
    await expect(asked).rejects.toMatchObject({ code: 'bad-data', message: /\[0\]\.exDate/ });
    expect(http.kept).toHaveLength(1);
  });

  it('that are no list are refused: an empty object is a soft refusal', async () => {
    const { nse } = filings(AUGUST, '{}');
    await expect(nse.actions.actions(range('2026-08-01', '2026-08-05'))).rejects.toMatchObject({
      code: 'bad-data',
    });
  });

  it('are refused when most have no ex-date', async () => {
    const { nse } = filings(AUGUST, actions.replaceAll(/"exDate":"[^"]*"/g, '"exDate":"-"'));
    await expect(nse.actions.actions(range('2026-08-01', '2026-08-05'))).rejects.toMatchObject({
      code: 'bad-data',
      message: /3 of 3 refused/,
    });
  });
});

describe('announcements of NSE', () => {
  it('are keyed by their number, with the exchange’s time', async () => {
    const path = 'corporate-announcements?index=equities&from_date=13-04-2026&to_date=13-04-2026';
    const { nse } = filings(path, sourceFixture('nse-announcements.made-up.json'));
    const { rows } = await nse.announcements.announcements(range('2026-04-13'));
    expect(rows.map(({ at, ...row }) => ({ ...row, at: istText(at) }))).toEqual([
      {
        source: 'nse',
        sequenceId: '106588561',
        symbol: 'TEAPOT&CO',
        isin: 'INE9Z0A01017',
        company: 'Teapot & Company Limited',
        category: 'Outcome of Board Meeting',
        text: "Teapot has informed the Exchange regarding ''results''",
        attachment: 'https://nsearchives.nseindia.com/corporate/TEAPOT_13042026180728_outcome.pdf',
        at: '2026-04-13T18:07:42+05:30',
      },
      {
        source: 'nse',
        sequenceId: '106588551',
        symbol: 'SAUCER',
        company: 'Saucer Limited',
        category: 'Spurt in Volume',
        text: 'The response from the company is awaited.',
        at: '2026-04-13T18:07:41+05:30',
      },
    ]);
  });
});

describe('meetings', () => {
  const days = 'index=equities&from_date=01-10-2026&to_date=31-10-2026';

  it('have purpose and details in their places, and the day they were moved from', async () => {
    const { nse } = filings(
      `corporate-board-meetings?${days}`,
      sourceFixture('nse-board-meetings.made-up.json'),
    );
    const told = await nse.meetings[0]?.meetings(range('2026-10-01', '2026-10-31'));
    expect(told?.rows.map(({ symbol, purpose }) => `${symbol} ${purpose}`)).toEqual([
      'TEAPOT&CO Board Meeting Intimation',
      'SAUCER Financial Results/Dividend',
    ]);
    expect(told?.rows[1]).toMatchObject({ state: 'confirmed', movedFrom: '2026-10-29' });
  });

  it('of the calendar are expected', async () => {
    const { nse } = filings(
      `event-calendar?${days}`,
      sourceFixture('nse-event-calendar.made-up.json'),
    );
    const told = await nse.meetings[1]?.meetings(range('2026-10-01', '2026-10-31'));
    expect(told?.rows.map(({ state, symbol }) => `${symbol} ${state}`)).toEqual([
      'SAUCER expected',
      'SPOON expected',
    ]);
  });
});
