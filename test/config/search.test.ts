import { describe, expect, test } from 'vitest';
import {
  configCandidates,
  defaultDataFolder,
  dotenvBeside,
  findConfig,
} from '../../src/config/search.ts';
import { failureFrom, failureOfPromise } from './failure-of.ts';

const HOME = '/home/asha';
const SYSTEM = { path: '/etc/paperjobs/paperjobs.toml' };

/** Files by path, and the paths that were asked for. */
function folderOf(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const read = async (path: string): Promise<string | undefined> => {
    asked.push(path);
    return files[path];
  };
  return { asked, read };
}

describe('configCandidates', () => {
  test.each([
    [{ HOME }, [{ path: '/home/asha/.config/paperjobs/paperjobs.toml' }, SYSTEM]],
    [{ HOME, XDG_CONFIG_HOME: '/cfg' }, [{ path: '/cfg/paperjobs/paperjobs.toml' }, SYSTEM]],
    [
      { HOME, XDG_CONFIG_HOME: ' ' },
      [{ path: '/home/asha/.config/paperjobs/paperjobs.toml' }, SYSTEM],
    ],
    [
      { HOME, XDG_CONFIG_HOME: 'cfg' },
      [{ path: '/home/asha/.config/paperjobs/paperjobs.toml' }, SYSTEM],
    ],
    [{}, [SYSTEM]],
    [{ HOME: '' }, [SYSTEM]],
    [
      { HOME, PAPERJOBS_CONFIG: '' },
      [{ path: '/home/asha/.config/paperjobs/paperjobs.toml' }, SYSTEM],
    ],
    [{ HOME, PAPERJOBS_CONFIG: 'my.toml' }, [{ path: 'my.toml', askedBy: 'PAPERJOBS_CONFIG' }]],
  ])('of %j', (environment, candidates) => {
    expect(configCandidates(environment)).toEqual(candidates);
  });

  test('the flag goes before everything', () => {
    const environment = { HOME, XDG_CONFIG_HOME: '/cfg', PAPERJOBS_CONFIG: 'my.toml' };
    expect(configCandidates(environment, 'its.toml')).toEqual([
      { path: 'its.toml', askedBy: '--config' },
    ]);
  });

  test('an empty flag is a wrong command line', () => {
    expect(failureFrom(() => configCandidates({}, ' ')).code).toBe('usage');
  });
});

describe('findConfig', () => {
  test('takes the first that exists and asks for no other', async () => {
    const own = '/home/asha/.config/paperjobs/paperjobs.toml';
    const both = folderOf({ [own]: 'own', [SYSTEM.path]: 'system' });
    expect(await findConfig(configCandidates({ HOME }), both.read)).toEqual({
      path: own,
      file: 'own',
    });
    expect(both.asked).toEqual([own]);
    const system = folderOf({ [SYSTEM.path]: 'system' });
    expect(await findConfig(configCandidates({ HOME }), system.read)).toEqual({
      path: SYSTEM.path,
      file: 'system',
    });
  });

  test('an empty file is a file', async () => {
    const { read } = folderOf({ 'my.toml': '' });
    expect(await findConfig(configCandidates({}, 'my.toml'), read)).toEqual({
      path: 'my.toml',
      file: '',
    });
  });

  test('finds none where none was asked for', async () => {
    expect(await findConfig(configCandidates({ HOME }), folderOf({}).read)).toBeUndefined();
  });

  test.each([
    ['--config', configCandidates({}, 'my.toml')],
    ['PAPERJOBS_CONFIG', configCandidates({ PAPERJOBS_CONFIG: 'my.toml' })],
  ])('fails where the file of %s does not exist', async (asker, candidates) => {
    const { read } = folderOf({ [SYSTEM.path]: 'system' });
    const failure = await failureOfPromise(findConfig(candidates, read));
    expect(failure.code).toBe('config');
    expect(failure.message).toContain(`"my.toml" that ${asker} names, found no such file`);
  });
});

test('the .env file lies beside the config file', () => {
  expect(dotenvBeside('/etc/paperjobs/paperjobs.toml')).toBe('/etc/paperjobs/.env');
  expect(dotenvBeside('my.toml')).toBe('.env');
  expect(dotenvBeside('/my.toml')).toBe('/.env');
});

test('the data folder follows XDG', () => {
  expect(defaultDataFolder({ HOME })).toBe('/home/asha/.local/share/paperjobs');
  expect(defaultDataFolder({ HOME, XDG_DATA_HOME: '/data' })).toBe('/data/paperjobs');
  expect(defaultDataFolder({ HOME, XDG_DATA_HOME: 'data' })).toBe(
    '/home/asha/.local/share/paperjobs',
  );
  expect(failureFrom(() => defaultDataFolder({})).code).toBe('config');
});
