import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { createNseFeeds } from '../../../src/sources/rss/nse-feeds.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import { sourceFixture } from '../../support/source-fixture.ts';

const RSS = 'https://archives.invalid/content/RSS';
const range = (from: string, to = from) => ({ from: sessionDate(from), to: sessionDate(to) });

function feeds(name: string, body: string, status = 200) {
  const http = scriptedHttp([{ url: `${RSS}/${name}`, body, status }]);
  return { http, ...createNseFeeds({ http, archivesOrigin: 'https://archives.invalid' }) };
}

describe('the feed of corporate actions', () => {
  it('names companies and purposes; an entry without an ex-date is refused by itself', async () => {
    const { actions } = feeds(
      'Corporate_action.xml',
      sourceFixture('nse-actions-feed.made-up.xml'),
    );
    const { rows, refused } = await actions.actions(range('2026-08-01', '2026-08-31'));
    expect(rows).toEqual([
      {
        exchange: 'nse',
        company: 'Teapot & Company Limited',
        subject: 'BONUS 1:1',
        exDate: '2026-08-03',
        recordDate: '2026-08-03',
        faceValue: 2_000_000,
      },
    ]);
    expect(refused).toHaveLength(1);
    expect(actions.whole).toBe(false);
  });

  it('leaves out what is not of the window', async () => {
    const { actions } = feeds(
      'Corporate_action.xml',
      sourceFixture('nse-actions-feed.made-up.xml'),
    );
    expect((await actions.actions(range('2026-09-01', '2026-09-30'))).rows).toEqual([]);
  });

  it('that is a page or something else is refused, and the answer kept', async () => {
    const { actions, http } = feeds('Corporate_action.xml', '<feed><entry/></feed>');
    await expect(actions.actions(range('2026-08-01'))).rejects.toMatchObject({ code: 'bad-data' });
    expect(http.kept).toHaveLength(1);
  });

  it('that is not there any more is told as such', async () => {
    const { actions } = feeds('Corporate_action.xml', 'gone', 404);
    await expect(actions.actions(range('2026-08-01'))).rejects.toMatchObject({
      code: 'bad-data',
      message: /status 404/,
    });
  });
});

describe('the feed of announcements', () => {
  it('is keyed by the address of the document', async () => {
    const { announcements } = feeds(
      'Online_announcements.xml',
      sourceFixture('nse-announcements-feed.made-up.xml'),
    );
    const { rows, refused } = await announcements.announcements(range('2026-04-13'));
    expect(rows).toMatchObject([
      {
        source: 'nse-rss',
        sequenceId: 'https://nsearchives.nseindia.com/corporate/TEAPOT_13042026180728_outcome.pdf',
        company: 'Teapot & Company Limited',
        category: 'Outcome of Board Meeting',
        text: 'Teapot has informed the Exchange',
      },
    ]);
    expect(refused).toHaveLength(1);
  });
});
