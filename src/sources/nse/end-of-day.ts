import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { EndOfDayOffers, EndOfDaySource } from '../../ports/end-of-day.ts';
import type { Http } from '../../ports/http.ts';
import type { InstrumentSource } from '../../ports/prices.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { textOf } from '../decode.ts';
import { secFullFile } from './bhavcopy-files.ts';
import { NSE_ARCHIVES } from './policy.ts';
import { readDeliveries } from './read-deliveries.ts';
import { readNameChanges, readSymbolChanges } from './read-changes.ts';
import { readIndexCloses } from './read-index-closes.ts';
import { readPriceBands } from './read-price-bands.ts';
import { readSecurities, SECURITIES_LISTS } from './read-securities.ts';

/** The largest of these files had 0.4 MB in 2026. */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;

const OFFERS: EndOfDayOffers = {
  deliveriesSince: sessionDate('2020-01-01'),
  indicesSince: sessionDate('2012-10-01'),
  bandsSince: sessionDate('2020-01-01'),
  reference:
    'NSE archives: index closes of July 2012 are not there, those of 1 October 2012 are; deliveries ' +
    'begin about the end of 2019 (August 2026)',
};

/** Where NSE's archives are: an origin without a slash at the end. */
export interface ArchivesPlace {
  readonly http: Http;
  readonly archivesOrigin: string;
}

/** `28082026`, as names of files have a day. */
const packed = (session: SessionDate): string => session.split('-').toReversed().join('');

/** A list that is replaced now and then: kept, and asked for with the validators of the kept one. */
async function listAt<Result>(
  { http, archivesOrigin }: ArchivesPlace,
  file: string,
  read: (text: string) => Result,
): Promise<Result> {
  const answer = await http.get({
    policy: NSE_ARCHIVES,
    url: `${archivesOrigin}/content/equities/${file}`,
    expect: 'csv',
    maxBytes: LARGEST_FILE_BYTES,
    conditional: true,
  });
  // A page that says so is not worth keeping.
  if (answer.status === 404 || answer.status === 410) throw strangeStatus(answer);
  return readAnswer(http, answer, () => {
    if (!succeeded(answer)) throw strangeStatus(answer);
    return read(textOf(answer.body));
  });
}

/** A session's file; absent where it is not there (404). */
async function fileAt<Result>(
  { http, archivesOrigin }: ArchivesPlace,
  path: string,
  read: (body: Uint8Array) => Result,
): Promise<Result | undefined> {
  const answer = await http.get({
    policy: NSE_ARCHIVES,
    url: `${archivesOrigin}${path}`,
    expect: 'csv',
    maxBytes: LARGEST_FILE_BYTES,
  });
  if (answer.status === 404 || answer.status === 410) return undefined;
  return readAnswer(http, answer, () => {
    if (!succeeded(answer)) throw strangeStatus(answer);
    return read(answer.body);
  });
}

/**
 * NSE's files of a session beside the bhavcopy, and its lists of changed symbols and names. Paths as
 * others fetched them in August 2026.
 */
export function createNseEndOfDay(place: ArchivesPlace): EndOfDaySource {
  return {
    name: 'nse',
    offers: OFFERS,
    deliveries(session) {
      const file = secFullFile(session);
      return fileAt(place, file.path, (body) => readDeliveries(body, file, session));
    },
    indexCloses(session) {
      const file = `ind_close_all_${packed(session)}.csv`;
      return fileAt(place, `/content/indices/${file}`, (body) =>
        readIndexCloses(textOf(body), file, session),
      );
    },
    priceBands(session) {
      const file = `sec_list_${packed(session)}.csv`;
      return fileAt(place, `/content/equities/${file}`, (body) => readPriceBands(body, file));
    },
    symbolChanges: () => listAt(place, 'symbolchange.csv', readSymbolChanges),
    nameChanges: () => listAt(place, 'namechange.csv', readNameChanges),
  };
}

/** NSE's lists of securities beside that of the main board, each a source of its own. */
export function createNseLists(place: ArchivesPlace): readonly InstrumentSource[] {
  return SECURITIES_LISTS.map((list) => ({
    name: list.name,
    exchanges: ['XNSE'],
    instruments: () => listAt(place, list.file, (text) => readSecurities(text, list)),
  }));
}
