import type { Announcement } from '../../core/corporate-actions/earnings.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { AnnouncementSource, CorporateActionSource } from '../../ports/corporate-actions.ts';
import type { Http } from '../../ports/http.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { BSE_API } from './policy.ts';
import { readBseAnnouncements } from './read-announcements.ts';
import { readBseActions } from './read-corporate-actions.ts';

/** Pages of fifty taken of one window; 2,000 announcements a day are usual. */
const MOST_PAGES = 400;

/** What BSE tells of companies. */
export interface Bse {
  readonly actions: CorporateActionSource;
  readonly announcements: AnnouncementSource;
}

const compact = (date: SessionDate): string => date.replaceAll('-', '');

/**
 * BSE's JSON about companies. It does not know NSE's symbols: one company cannot be asked for.
 *
 * @param place.apiOrigin `https://api.bseindia.com`
 * @see DefaultData/w and AnnSubCategoryGetData/w, as others asked them in August and September 2026
 */
export function createBse({
  http,
  apiOrigin,
}: {
  readonly http: Http;
  readonly apiOrigin: string;
}): Bse {
  async function asked<Rows>(path: string, read: (body: Uint8Array) => Rows): Promise<Rows> {
    const answer = await http.get({
      policy: BSE_API,
      url: `${apiOrigin}/BseIndiaAPI/api/${path}`,
      expect: 'json',
    });
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return read(answer.body);
    });
  }

  return {
    actions: {
      name: 'bse',
      exchange: 'bse',
      whole: true,
      actions: (days) =>
        asked(
          `DefaultData/w?Fdate=${compact(days.from)}&TDate=${compact(days.to)}&ddlcategorys=E&ddlindustrys=&segment=0&strSearch=D`,
          (body) => readBseActions(body, days),
        ),
    },
    announcements: {
      name: 'bse',
      async announcements({ from, to }) {
        const rows: Announcement[] = [];
        const refused: RefusedRow[] = [];
        const days = `strPrevDate=${compact(from)}&strToDate=${compact(to)}`;
        for (let page = 1; page <= MOST_PAGES; page++) {
          const told = await asked(
            `AnnSubCategoryGetData/w?pageno=${page}&strCat=-1&subcategory=-1&${days}&strSearch=P&strscrip=&strType=C`,
            readBseAnnouncements,
          );
          rows.push(...told.rows);
          refused.push(...told.refused);
          const read = told.rows.length + told.refused.length;
          if (read === 0 || rows.length + refused.length >= told.total) break;
        }
        return { rows, refused };
      },
    },
  };
}
