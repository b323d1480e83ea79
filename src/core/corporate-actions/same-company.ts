/** Endings and fillers that the exchanges write or leave out as they like. */
const FILLERS: ReadonlySet<string> = new Set(['ltd', 'limited', 'the', 'and', 'co', 'company']);

/** The words of a company's name that tell it from others. */
export function companyWords(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word))
    .join(' ');
}

/** A company as one exchange names it. */
export interface NamedCompany {
  readonly symbol: string;
  readonly company: string;
}

/**
 * Whether two exchanges mean the same company: the same name, or the same symbol and the same first
 * word of the name. A symbol alone proves nothing: the exchanges give them out apart.
 */
export function sameCompany(a: NamedCompany, b: NamedCompany): boolean {
  const [left, right] = [companyWords(a.company), companyWords(b.company)];
  if (left !== '' && left === right) return true;
  return a.symbol === b.symbol && left.split(' ')[0] === right.split(' ')[0];
}
