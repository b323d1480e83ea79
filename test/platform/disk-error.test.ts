import { describe, expect, test } from 'vitest';
import { describeDiskError } from '../../src/platform/disk-error.ts';

function errorWith(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code, ...(path && { path }) });
}

describe('describeDiskError', () => {
  test.each([
    ['ENOSPC', 'disk-io', 'the disk is full'],
    ['EDQUOT', 'disk-io', 'quota'],
    ['EIO', 'disk-io', 'kernel log'],
    ['EROFS', 'disk-io', 'read-only'],
    ['EACCES', 'disk-create', 'permission was denied'],
    ['ENOENT', 'disk-create', 'create it'],
    ['SQLITE_FULL', 'disk-io', 'the disk is full'],
    ['SQLITE_IOERR', 'disk-io', 'kernel log'],
    ['SQLITE_IOERR_FSYNC', 'disk-io', 'kernel log'],
    ['SQLITE_READONLY_DBMOVED', 'disk-io', 'cannot be written'],
    ['SQLITE_CANTOPEN', 'disk-create', 'cannot be opened'],
    ['SQLITE_CANTOPEN_ISDIR', 'disk-create', 'cannot be opened'],
  ])('%s alone is %s', (code, expected, advice) => {
    const cause = errorWith(code);
    const failure = describeDiskError(cause);
    expect(failure?.code).toBe(expected);
    expect(failure?.message).toContain(code);
    expect(failure?.message).toContain(advice);
    expect(failure?.cause).toBe(cause);
  });

  test.each([
    ['creating', 'disk-create'],
    ['writing', 'disk-io'],
    ['reading', 'disk-io'],
  ] as const)('what was going on decides: %s is %s', (doing, code) => {
    for (const error of ['ENOSPC', 'EACCES']) {
      const failure = describeDiskError(errorWith(error), { path: '/data/db.sqlite', doing });
      expect(failure?.code).toBe(code);
      expect(failure?.message).toContain(`${doing} "/data/db.sqlite" failed with ${error}`);
      expect(failure?.detail).toEqual({ path: '/data/db.sqlite', error });
    }
  });

  test('the path of the error is named where none is told', () => {
    expect(describeDiskError(errorWith('EIO', '/data/x'))?.message).toContain('"/data/x"');
    expect(describeDiskError(errorWith('EIO'))?.message).toContain('the database or a file');
  });

  test.each([
    ['another code', errorWith('SQLITE_CONSTRAINT')],
    ['a code that only begins alike', errorWith('SQLITE_FULLER')],
    ['an error without code', new Error('EIO')],
    ['no error', 'ENOSPC'],
    ['nothing', undefined],
  ])('%s is none', (_name, error) => {
    expect(describeDiskError(error)).toBeUndefined();
  });
});
