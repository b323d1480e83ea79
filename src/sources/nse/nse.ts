import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Decompress } from '../../ports/decompress.ts';
import type { HolidaySource } from '../../ports/holidays.ts';
import type { Http, HttpAnswer } from '../../ports/http.ts';
import type {
  InstrumentSource,
  PriceOffers,
  PriceSource,
  SessionAnswer,
} from '../../ports/prices.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { bhavcopyFiles } from './bhavcopy-files.ts';
import type { BhavcopyFile } from './bhavcopy-files.ts';
import { NSE_ARCHIVES, NSE_SITE } from './policy.ts';
import { readBhavcopy } from './read-bhavcopy.ts';
import { readEquityList } from './read-equity-list.ts';
import { readHolidayMaster } from './read-holiday-master.ts';

/** A session's file was 0.6 MB in 2026; ten times that is another file. */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;

const OFFERS: PriceOffers = {
  intervals: [{ interval: '1d', windowDays: 1, since: sessionDate('1994-11-03') }],
  exchanges: ['XNSE'],
  wholeSession: true,
  dailyBasis: 'raw',
  knowsUnlisted: true,
  reference: 'NSE archives: one file a session, usually between 18:00 and 19:00 IST (August 2026)',
};

/** What NSE is asked through, and where it is: origins without a slash at the end. */
export interface NsePlace {
  readonly http: Http;
  readonly decompress: Decompress;
  /** `https://nsearchives.nseindia.com` */
  readonly archivesOrigin: string;
  /** `https://www.nseindia.com` */
  readonly siteOrigin: string;
}

/** NSE: official prices of whole sessions, the list of equities, the list of holidays. */
export interface Nse extends PriceSource, InstrumentSource, HolidaySource {
  readonly name: 'nse';
  session(session: SessionDate): Promise<SessionAnswer | undefined>;
}

/**
 * NSE's public files.
 *
 * `session` asks for the formats of that date one after the other and takes the first that is there;
 * absent when none is (404): a holiday, or not published yet. `instruments` and `holidays` fall back
 * to the body kept from the last time while NSE does not answer.
 */
export function createNse({ http, decompress, archivesOrigin, siteOrigin }: NsePlace): Nse {
  function csvOf(answer: HttpAnswer, file: BhavcopyFile): Uint8Array {
    if (!file.zipped) return answer.body;
    return decompress.unzipOne(answer.body, '.csv', LARGEST_FILE_BYTES).bytes;
  }

  async function sessionFrom(
    file: BhavcopyFile,
    session: SessionDate,
  ): Promise<SessionAnswer | undefined> {
    const answer = await http.get({
      policy: NSE_ARCHIVES,
      url: `${archivesOrigin}${file.path}`,
      expect: file.zipped ? 'zip' : 'csv',
      maxBytes: LARGEST_FILE_BYTES,
    });
    if (answer.status === 404 || answer.status === 410) return undefined;
    return readAnswer(http, answer, () => {
      if (!succeeded(answer)) throw strangeStatus(answer);
      return readBhavcopy(csvOf(answer, file), file, session);
    });
  }

  return {
    name: 'nse',
    exchanges: ['XNSE'],
    offers: OFFERS,

    async session(session) {
      for (const file of bhavcopyFiles(session)) {
        const found = await sessionFrom(file, session);
        if (found) return found;
      }
      return undefined;
    },

    async instruments() {
      const answer = await http.get({
        policy: NSE_ARCHIVES,
        url: `${archivesOrigin}/content/equities/EQUITY_L.csv`,
        expect: 'csv',
        maxBytes: LARGEST_FILE_BYTES,
        conditional: true,
      });
      return readAnswer(http, answer, () => {
        if (!succeeded(answer)) throw strangeStatus(answer);
        return readEquityList(textOf(answer.body));
      });
    },

    async holidays() {
      const answer = await http.get({
        policy: NSE_SITE,
        url: `${siteOrigin}/api/holiday-master?type=trading`,
        expect: 'json',
        cookiesFrom: `${siteOrigin}/option-chain`,
        conditional: true,
      });
      return readAnswer(http, answer, () => {
        if (!succeeded(answer)) throw strangeStatus(answer);
        return readHolidayMaster(answer.body);
      });
    },
  };
}
