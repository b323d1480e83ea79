import { Failure } from '../../core/failure.ts';
import { nearest } from '../../core/nearest.ts';
import type { Http } from '../../ports/http.ts';
import type { IndexSource } from '../../ports/indices.ts';
import { readAnswer, strangeStatus, succeeded } from '../answer.ts';
import { columnOf, readCsv } from '../csv-table.ts';
import { textOf } from '../decode.ts';
import { NSE_ARCHIVES } from './policy.ts';

/**
 * File names of the constituent lists, by the index's code. They follow no rule.
 *
 * @see NSE archives, `/content/indices/`, as linked from niftyindices.com in August 2026
 */
const FILES: Readonly<Record<string, string>> = {
  NIFTY50: 'ind_nifty50list.csv',
  NIFTYNEXT50: 'ind_niftynext50list.csv',
  NIFTY100: 'ind_nifty100list.csv',
  NIFTY200: 'ind_nifty200list.csv',
  NIFTY500: 'ind_nifty500list.csv',
  NIFTYMIDCAP50: 'ind_niftymidcap50list.csv',
  NIFTYMIDCAP100: 'ind_niftymidcap100list.csv',
  NIFTYMIDCAP150: 'ind_niftymidcap150list.csv',
  NIFTYSMALLCAP100: 'ind_niftysmallcap100list.csv',
  NIFTYSMALLCAP250: 'ind_niftysmallcap250list.csv',
  NIFTYAUTO: 'ind_niftyautolist.csv',
  NIFTYBANK: 'ind_niftybanklist.csv',
  NIFTYFINANCE: 'ind_niftyfinancelist.csv',
  NIFTYFMCG: 'ind_niftyfmcglist.csv',
  NIFTYHEALTHCARE: 'ind_niftyhealthcarelist.csv',
  NIFTYIT: 'ind_niftyitlist.csv',
  NIFTYMEDIA: 'ind_niftymedialist.csv',
  NIFTYMETAL: 'ind_niftymetallist.csv',
  NIFTYPHARMA: 'ind_niftypharmalist.csv',
  NIFTYPSUBANK: 'ind_niftypsubanklist.csv',
  NIFTYREALTY: 'ind_niftyrealtylist.csv',
};

/** Symbols of a constituent list. Placeholders of a demerger (`DUMMY…`) have no prices: left out. */
export function readConstituents(text: string, file: string): string[] {
  const table = readCsv(text, file);
  const symbol = columnOf(table, 'Symbol');
  return table.rows
    .map(({ cells }) => cells[symbol] ?? '')
    .filter((name) => name !== '' && !name.startsWith('DUMMY'));
}

/** NSE's lists of what its indices are made of, as they are today. */
export function createNseIndices({
  http,
  archivesOrigin,
}: {
  readonly http: Http;
  readonly archivesOrigin: string;
}): IndexSource {
  const codes = Object.keys(FILES);
  return {
    name: 'nse',
    codes,
    async members(asked) {
      const code = asked.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
      const file = FILES[code];
      if (file === undefined) {
        const close = nearest(code, codes);
        const hint = close === undefined ? `: ${codes.join(', ')}` : `; did you mean "${close}"?`;
        throw new Failure(
          'usage',
          `--index: expected the code of an index, found "${asked}"${hint}`,
        );
      }
      const answer = await http.get({
        policy: NSE_ARCHIVES,
        url: `${archivesOrigin}/content/indices/${file}`,
        expect: 'csv',
        conditional: true,
      });
      return readAnswer(http, answer, () => {
        if (!succeeded(answer)) throw strangeStatus(answer);
        return readConstituents(textOf(answer.body), file);
      });
    },
  };
}
