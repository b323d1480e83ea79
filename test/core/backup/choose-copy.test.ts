import { describe, expect, it } from 'vitest';
import { chooseCopy } from '../../../src/core/backup/choose-copy.ts';
import { databasesOf } from '../../../src/core/backup/databases.ts';
import { backupPlace } from '../../../src/core/backup/place.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { madeUpManifest } from './manifest.made-up.ts';

const copies = [
  madeUpManifest({ file: 'paperjobs-1.db', takenAt: instant(100) }),
  madeUpManifest({ file: 'other-3.db', takenAt: instant(300), database: 'other' }),
  madeUpManifest({ file: 'paperjobs-2.db', takenAt: instant(200) }),
];
const choose = (wish: Parameters<typeof chooseCopy>[1]): string =>
  chooseCopy(copies, wish, 'paperjobs').file;

describe('the copy that is meant', () => {
  it('is the one that is named, by itself or by its manifest, of whatever database', () => {
    expect(choose({ file: 'other-3.db' })).toBe('other-3.db');
    expect(choose({ file: 'paperjobs-1.db.json' })).toBe('paperjobs-1.db');
  });

  it('is the newest of the database, or the newest until a moment', () => {
    expect(choose({ latest: true })).toBe('paperjobs-2.db');
    expect(choose({ at: instant(199) })).toBe('paperjobs-1.db');
    expect(choose({ at: instant(200) })).toBe('paperjobs-2.db');
  });

  it('is the later name of those of one moment, in whatever order they are told', () => {
    const twins = ['paperjobs-4b.db', 'paperjobs-4a.db'].map((file) =>
      madeUpManifest({ file, takenAt: instant(400) }),
    );
    for (const order of [twins, twins.toReversed()]) {
      const chosen = chooseCopy([...order, ...copies], { latest: true }, 'paperjobs');
      expect(chosen.file).toBe('paperjobs-4b.db');
    }
  });

  it.each([
    [{}, /found none; the newest is paperjobs-2.db/],
    [{ latest: true, file: 'x' }, /found 2/],
    [{ at: instant(99) }, /taken until .* found none/],
    [{ file: 'paperjobs-3.db' }, /did you mean "paperjobs-/],
  ])('is asked for again when %j names none', (wish, sentence) => {
    expect(() => choose(wish)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(sentence) as string,
      }) as Error,
    );
  });
});

describe('databases', () => {
  it('are the own one and those of the settings, by the names of their files', () => {
    expect(databasesOf('/d/paperjobs.db', ['/a/market_data.db', '/c/yahoo cache.sqlite'])).toEqual([
      { name: 'paperjobs', path: '/d/paperjobs.db' },
      { name: 'market_data', path: '/a/market_data.db' },
      { name: 'yahoo_cache', path: '/c/yahoo cache.sqlite' },
    ]);
  });

  it.each([[['a.db']], [['/x/a.db', '/y/a.sqlite']], [['/x/paperjobs.db']], [['/x/']]])(
    'are refused as %j',
    (others) => {
      expect(() => databasesOf('/d/paperjobs.db', others)).toThrow(
        expect.objectContaining({ code: 'config' }) as Error,
      );
    },
  );

  it('of the sandbox are its own alone, in a folder of their own', () => {
    const input = { dataDir: '/d', database: '/d/p.db', folder: '/b', others: ['/x/a.db'] };
    expect(backupPlace({ ...input, sandbox: true })).toMatchObject({
      folder: '/d/backups',
      databases: [{ path: '/d/p.db' }],
    });
    expect(backupPlace({ ...input, sandbox: false }).databases).toHaveLength(2);
    expect(backupPlace({ ...input, sandbox: false }).folder).toBe('/b');
  });
});
