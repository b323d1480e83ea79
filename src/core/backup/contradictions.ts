import type { DatabaseFacts } from './manifest.ts';

function each(
  told: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
  what: string,
): string[] {
  const names = [...new Set([...Object.keys(told), ...Object.keys(found)])].toSorted();
  return names.flatMap((name) => {
    const [expected, seen] = [told[name], found[name]].map((value) =>
      value === undefined ? 'none' : JSON.stringify(value),
    );
    return expected === seen ? [] : [`${what} of ${name}: expected ${expected}, found ${seen}`];
  });
}

/**
 * Where a database is not what was told of it: versions, pages, rows of each table, samples.
 *
 * @returns one sentence for each difference; empty where there is none
 */
export function contradictions(told: DatabaseFacts, found: DatabaseFacts): string[] {
  const plain = (facts: DatabaseFacts) => ({
    schema: facts.schemaVersion,
    application: facts.applicationId,
    'one page': facts.pageSize,
    pages: facts.pageCount,
    'the last session': facts.lastSession,
  });
  return [
    ...each(plain(told), plain(found), 'number'),
    ...each(told.rows, found.rows, 'rows'),
    ...each(told.samples, found.samples, 'sample'),
  ];
}
