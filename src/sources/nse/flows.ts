import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { FlowSource } from '../../ports/flows.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../ports/http.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { NSE_ARCHIVES, NSE_SITE } from './policy.ts';
import { readDeals } from './read-deals.ts';
import type { DealsAsked } from './read-deals.ts';
import { readFiiDii } from './read-fii-dii.ts';
import { readYearExtremes } from './read-year-extremes.ts';

/** The longest list seen, half a year of bulk deals, was 0.8 MB. */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
/** The page that the dated report belongs to: the site looks for it in the referer. */
const REPORT_PAGE = '/report-detail/display-bulk-and-block-deals';
const OPTION_TYPES = { bulk: 'bulk_deals', block: 'block_deals', short: 'short_selling' } as const;

/** `16-12-2025`, as the site's questions spell a day; `16122025` in names of files. */
const dayFirst = (session: SessionDate, between: string): string =>
  session.split('-').toReversed().join(between);

/**
 * NSE's lists of deals, short sales, institutions and 52-week prices.
 *
 * The dated report is asked for as CSV: its JSON stops at 70 rows and does not keep to the days.
 * Paths as others fetched them from May to September 2026.
 */
export function createNseFlows({
  http,
  archivesOrigin,
  siteOrigin,
}: {
  readonly http: Http;
  readonly archivesOrigin: string;
  readonly siteOrigin: string;
}): FlowSource {
  /** Asks and reads; absent where there is no such file. */
  async function read<Result>(
    request: Omit<HttpRequest, 'maxBytes'>,
    reader: (answer: HttpAnswer) => Result,
  ): Promise<Result | undefined> {
    const answer = await http.get({ ...request, maxBytes: LARGEST_FILE_BYTES });
    if (answer.status === 404 || answer.status === 410) return undefined;
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return reader(answer);
    });
  }

  const archived = (path: string): Omit<HttpRequest, 'maxBytes'> => ({
    policy: NSE_ARCHIVES,
    url: `${archivesOrigin}${path}`,
    expect: 'csv',
  });

  const onSite = (path: string, expect: 'csv' | 'json'): Omit<HttpRequest, 'maxBytes'> => ({
    policy: NSE_SITE,
    url: `${siteOrigin}${path}`,
    expect,
    cookiesFrom: `${siteOrigin}/option-chain`,
  });

  const deals = (request: Omit<HttpRequest, 'maxBytes'>, asked: DealsAsked) =>
    read(request, ({ body }) => readDeals(body, asked));

  return {
    name: 'nse',

    latestDeals: (kind) =>
      deals(archived(`/content/equities/${kind}.csv`), { kind, file: `${kind}.csv` }),

    dealsBetween(kind, from, to) {
      const option = OPTION_TYPES[kind];
      const days = `from=${dayFirst(from, '-')}&to=${dayFirst(to, '-')}`;
      const path = `/api/historicalOR/bulk-block-short-deals?optionType=${option}&${days}&csv=true`;
      const headers = { referer: `${siteOrigin}${REPORT_PAGE}` };
      return deals(
        { ...onSite(path, 'csv'), headers },
        { kind, file: `${option} ${days}`, from, to },
      );
    },

    shortSales(published) {
      const file = `shortselling_${dayFirst(published, '')}.csv`;
      return deals(archived(`/archives/equities/shortSelling/${file}`), {
        kind: 'short',
        file,
        to: addDays(published, -1),
      });
    },

    yearExtremes(session) {
      const file = `CM_52_wk_High_low_${dayFirst(session, '')}.csv`;
      return read(archived(`/content/${file}`), ({ body }) =>
        readYearExtremes(textOf(body), file, session),
      );
    },

    fiiDii: () => read(onSite('/api/fiidiiTradeReact', 'json'), ({ body }) => readFiiDii(body)),
  };
}
