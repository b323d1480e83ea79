import { Failure } from '../failure.ts';

/** In the place of a symbol: a name that holds a company's and is somebody else's. */
export const NOBODY = '-';

/** Another name of a company, as headlines write it. */
export interface CompanyAlias {
  readonly symbol: string;
  readonly alias: string;
}

/**
 * Reads lines of the table of aliases: `RELIANCE: RIL`, or `-: SBI Funds` for a name that is nobody's.
 *
 * @throws Failure `config` for a line that is none
 */
export function readAliases(lines: readonly string[]): CompanyAlias[] {
  return lines.map((line) => {
    const [, symbol = '', alias = ''] =
      /^\s*([A-Z0-9&-]{1,20})\s*:\s*(\S.*?)\s*$/i.exec(line) ?? [];
    if (symbol !== '' && /[\p{L}\p{N}]/u.test(alias))
      return { symbol: symbol.toUpperCase(), alias };
    throw new Failure(
      'config',
      `news.aliases: expected SYMBOL: NAME, such as "RELIANCE: RIL", found ${JSON.stringify(line)}`,
    );
  });
}
