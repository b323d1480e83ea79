import { expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { createNseFlows } from '../../../src/sources/nse/flows.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const ARCHIVES = 'https://archives.invalid';
const SITE = 'https://site.invalid';
const day = sessionDate('2026-05-19');
const PAGE = '<html><body>Resource not found</body></html>';
const REPORT = `${SITE}/api/historicalOR/bulk-block-short-deals?optionType=bulk_deals&from=18-05-2026&to=19-05-2026&csv=true`;

function source(answers: readonly ScriptedAnswer[]) {
  const http = scriptedHttp(answers);
  const flows = createNseFlows({ http, archivesOrigin: ARCHIVES, siteOrigin: SITE });
  return { http, flows };
}

it('asks for each list at its place', async () => {
  const { flows, http } = source([
    { url: `${ARCHIVES}/content/equities/bulk.csv`, body: sourceFixture('bulk.made-up.csv') },
    { url: `${ARCHIVES}/content/equities/block.csv`, body: sourceFixture('block.made-up.csv') },
    { url: REPORT, body: sourceFixture('deals-report.made-up.csv') },
    {
      url: `${ARCHIVES}/archives/equities/shortSelling/shortselling_19052026.csv`,
      body: sourceFixture('short-sales.made-up.csv'),
    },
    {
      url: `${ARCHIVES}/content/CM_52_wk_High_low_19052026.csv`,
      body: sourceFixture('year-extremes.made-up.csv'),
    },
    { url: `${SITE}/api/fiidiiTradeReact`, body: sourceFixture('fii-dii.made-up.json') },
  ]);
  expect((await flows.latestDeals('bulk'))?.deals).toHaveLength(3);
  expect((await flows.latestDeals('block'))?.deals).toHaveLength(2);
  const report = await flows.dealsBetween('bulk', sessionDate('2026-05-18'), day);
  expect(report?.deals).toHaveLength(2);
  expect((await flows.shortSales(day))?.deals).toHaveLength(2);
  expect((await flows.yearExtremes(day))?.extremes).toHaveLength(3);
  expect((await flows.fiiDii())?.figures).toHaveLength(2);
  const asked = http.requests.map(({ policy, expect: kind, cookiesFrom }) => [
    policy.source,
    kind,
    cookiesFrom,
  ]);
  const archived = ['nse-archives', 'csv', undefined];
  expect(asked).toEqual([
    archived,
    archived,
    ['nse-site', 'csv', `${SITE}/option-chain`],
    archived,
    archived,
    ['nse-site', 'json', `${SITE}/option-chain`],
  ]);
});

it('a list that is not there is absent', async () => {
  const { flows } = source([{ url: /CM_52_wk/, status: 404, body: PAGE }]);
  expect(await flows.yearExtremes(day)).toBeUndefined();
});

it('what is refused is kept, under another status too', async () => {
  const { flows, http } = source([
    { url: /bulk\.csv/, body: 'Date,Symbol\n19-MAY-2026,TEAPOT&CO\n' },
    { url: /block\.csv/, status: 422, body: PAGE },
  ]);
  await expect(flows.latestDeals('bulk')).rejects.toMatchObject({ code: 'bad-data' });
  await expect(flows.latestDeals('block')).rejects.toMatchObject({ detail: { status: 422 } });
  expect(http.kept).toHaveLength(2);
});

it('short sales of the day of their own file are refused: they are published a day late', async () => {
  const body = sourceFixture('short-sales.made-up.csv').replaceAll('18-May', '19-May');
  const { flows } = source([{ url: /shortselling_19052026/, body }]);
  await expect(flows.shortSales(day)).rejects.toThrow(/2026-05-19 is not within …..2026-05-18/);
});
