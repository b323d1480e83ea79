/**
 * The oldest SQLite that may have our file: older ones can lose a transaction when a write-ahead log
 * is reset (sqlite.org/wal.html, "the WAL-reset bug").
 */
export const OLDEST_SQLITE = '3.51.3';

/** Whether a version like `3.53.2` or `v20.20.2` is older than another; missing parts are zero. */
export function olderThan(version: string, oldest: string): boolean {
  const [found = [], least = []] = [version, oldest].map((text) =>
    text.replace(/^v/, '').split('.').map(Number),
  );
  for (const [place, part] of least.entries()) {
    const difference = (found[place] ?? 0) - part;
    if (difference !== 0) return difference < 0;
  }
  return false;
}
