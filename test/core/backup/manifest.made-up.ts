import type { Manifest } from '../../../src/core/backup/manifest.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

const SHA256 = 'ab'.repeat(32);

/** A manifest of a small database, but for what is given. */
export function madeUpManifest(more: Partial<Manifest> = {}): Manifest {
  return {
    database: 'paperjobs',
    source: '/desk/paperjobs.db',
    file: 'paperjobs-2026-11-26-020000.db',
    takenAt: instant(1_795_638_600),
    compression: 'none',
    stored: { bytes: 8192, sha256: SHA256 },
    plain: { bytes: 8192, sha256: SHA256 },
    check: 'quick',
    orphans: 0,
    sqlite: '3.53.2',
    version: '1.2.3',
    durations: { snapshot: 5 },
    schemaVersion: 7,
    applicationId: 1,
    pageSize: 4096,
    pageCount: 2,
    rows: { candles_1d: 3 },
    samples: { candles_1d: { rows: 2, sha256: SHA256 } },
    lastSession: sessionDate('2026-11-25'),
    ...more,
  };
}
