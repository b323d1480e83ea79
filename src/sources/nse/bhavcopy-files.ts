import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';

/** The three shapes in which a session's prices of the whole market have been published. */
export type BhavcopyFormat = 'udiff' | 'legacy' | 'sec-full';

/** A file that may hold a session's prices. */
export interface BhavcopyFile {
  readonly format: BhavcopyFormat;
  /** Path on the archives host. */
  readonly path: string;
  /** Name of the CSV, for sentences. */
  readonly name: string;
  readonly zipped: boolean;
}

/** UDiFF files are served from here on: all of 2023 answered 404 on 1 September 2026. */
const UDIFF_FROM = sessionDate('2024-01-01');
/** The last legacy file. */
const LEGACY_TO = sessionDate('2024-07-05');
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function udiff(year: string, month: string, day: string): BhavcopyFile {
  const name = `BhavCopy_NSE_CM_0_0_0_${year}${month}${day}_F_0000.csv`;
  return { format: 'udiff', path: `/content/cm/${name}.zip`, name, zipped: true };
}

function legacy(year: string, month: string, day: string): BhavcopyFile {
  const word = MONTHS[Number(month) - 1] ?? '';
  const name = `cm${day}${word}${year}bhav.csv`;
  const path = `/content/historical/EQUITIES/${year}/${word}/${name}.zip`;
  return { format: 'legacy', path, name, zipped: true };
}

/** The file with deliveries of a session. */
export function secFullFile(session: SessionDate): BhavcopyFile {
  const [year = '', month = '', day = ''] = session.split('-');
  const name = `sec_bhavdata_full_${day}${month}${year}.csv`;
  return { format: 'sec-full', path: `/products/content/${name}`, name, zipped: false };
}

/**
 * The files that may hold a session, the one to ask for first in front: UDiFF from January 2024,
 * the legacy file to 5 July 2024, and the file with deliveries, which knows no ISIN, as the last.
 *
 * @see https://nsearchives.nseindia.com, the paths as others fetched them in August and September 2026
 */
export function bhavcopyFiles(session: SessionDate): readonly BhavcopyFile[] {
  const [year = '', month = '', day = ''] = session.split('-');
  const files: BhavcopyFile[] = [];
  if (session >= UDIFF_FROM) files.push(udiff(year, month, day));
  if (session <= LEGACY_TO) files.push(legacy(year, month, day));
  files.push(secFullFile(session));
  return files;
}
