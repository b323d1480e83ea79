import type { ToldAction } from '../../core/corporate-actions/corporate-action.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import type {
  AnnouncementSource,
  AskedDays,
  CorporateActionSource,
  MeetingSource,
  ToldRows,
} from '../../ports/corporate-actions.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { queryDay } from './filing-fields.ts';
import { NSE_SITE } from './policy.ts';
import { readAnnouncements } from './read-announcements.ts';
import { readCorporateActions } from './read-corporate-actions.ts';
import { readBoardMeetings, readEventCalendar } from './read-meetings.ts';

/** What NSE tells of companies. */
export interface NseFilings {
  readonly actions: CorporateActionSource;
  readonly announcements: AnnouncementSource;
  /** Companies' letters, then the exchange's calendar. */
  readonly meetings: readonly MeetingSource[];
}

/**
 * NSE's JSON about companies, which wants the cookies of a page.
 *
 * @param place.siteOrigin `https://www.nseindia.com`
 * @see /api/corporates-corporateActions, /api/corporate-announcements, /api/corporate-board-meetings,
 *   /api/event-calendar: as others asked them in August and September 2026
 */
export function createNseFilings({
  http,
  siteOrigin,
}: {
  readonly http: Http;
  readonly siteOrigin: string;
}): NseFilings {
  async function asked<Rows>(
    path: string,
    { from, to, symbol }: AskedDays,
    read: (body: Uint8Array) => Rows,
    market: 'equities' | 'sme' = 'equities',
  ): Promise<Rows> {
    const days = `index=${market}&from_date=${queryDay(from)}&to_date=${queryDay(to)}`;
    const one = symbol === undefined ? '' : `&symbol=${encodeURIComponent(symbol)}`;
    const answer: HttpAnswer = await http.get({
      policy: NSE_SITE,
      url: `${siteOrigin}/api/${path}?${days}${one}`,
      expect: 'json',
      cookiesFrom: `${siteOrigin}/option-chain`,
    });
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return read(answer.body);
    });
  }

  /** Those of the main board and those of small companies: only both are all, so one alone is none. */
  async function actions(days: AskedDays): Promise<ToldRows<ToldAction>> {
    const of = (market: 'equities' | 'sme') => {
      const read = (body: Uint8Array) => readCorporateActions(body, days);
      return asked('corporates-corporateActions', days, read, market);
    };
    const [main, small] = [await of('equities'), await of('sme')];
    const keyOf = ({ symbol, exDate, subject }: ToldAction) => `${symbol}\t${exDate}\t${subject}`;
    // A company that has moved to the main board may stand in both.
    const told = new Set(main.rows.map(keyOf));
    return {
      rows: [...main.rows, ...small.rows.filter((row) => !told.has(keyOf(row)))],
      refused: [
        ...main.refused,
        ...small.refused.map(({ row, reason }) => ({ row: `sme${row}`, reason })),
      ],
    };
  }

  return {
    actions: { name: 'nse', exchange: 'nse', whole: true, actions },
    announcements: {
      name: 'nse',
      announcements: (days) => asked('corporate-announcements', days, readAnnouncements),
    },
    meetings: [
      {
        name: 'nse board meetings',
        comingOnly: false,
        meetings: (days) =>
          asked('corporate-board-meetings', days, (body) => readBoardMeetings(body, days)),
      },
      {
        name: 'nse event calendar',
        comingOnly: true,
        meetings: (days) => asked('event-calendar', days, (body) => readEventCalendar(body, days)),
      },
    ],
  };
}
