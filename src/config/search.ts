import { Failure } from '../core/failure.ts';
import type { Environment } from './layer.ts';

/** A path at which a config file may be. */
export interface ConfigCandidate {
  readonly path: string;
  /** Who asked for this very file (`--config`); absent: it is looked for and need not exist. */
  readonly askedBy?: string;
}

/** A variable's text; absent when it is unset or blank. */
function variable(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim();
  return text === '' ? undefined : text;
}

/** A base folder by the XDG rules: a relative one in the variable is to be passed over. */
function baseFolder(environment: Environment, name: string, belowHome: string): string | undefined {
  const told = variable(environment, name);
  if (told?.startsWith('/')) return told;
  const home = variable(environment, 'HOME');
  return home === undefined ? undefined : `${home}/${belowHome}`;
}

/**
 * Where a config file may be, in the order of looking: `--config`, `$PAPERJOBS_CONFIG`, the user's
 * config folder, `/etc`. One that was asked for is the only candidate.
 *
 * @param flag text of `--config`; absent when it was not given
 * @throws Failure `usage` when the flag is empty
 * @see XDG Base Directory Specification 0.8
 */
export function configCandidates(
  environment: Environment,
  flag?: string,
): readonly ConfigCandidate[] {
  if (flag?.trim() === '') {
    throw new Failure('usage', 'expected the name of a file after --config, found an empty text');
  }
  if (flag !== undefined) return [{ path: flag, askedBy: '--config' }];
  const told = variable(environment, 'PAPERJOBS_CONFIG');
  if (told !== undefined) return [{ path: told, askedBy: 'PAPERJOBS_CONFIG' }];
  const folder = baseFolder(environment, 'XDG_CONFIG_HOME', '.config');
  return [
    ...(folder === undefined ? [] : [{ path: `${folder}/paperjobs/paperjobs.toml` }]),
    { path: '/etc/paperjobs/paperjobs.toml' },
  ];
}

/**
 * The first candidate that exists.
 *
 * @param read gives the file (its text, its mode: whatever the caller wants); absent: no such file
 * @returns absent when none exists and none was asked for
 * @throws Failure `config` when the file that was asked for does not exist; what `read` throws
 */
export async function findConfig<File>(
  candidates: readonly ConfigCandidate[],
  read: (path: string) => Promise<File | undefined>,
): Promise<{ readonly path: string; readonly file: File } | undefined> {
  for (const { path, askedBy } of candidates) {
    const file = await read(path);
    if (file !== undefined) return { path, file };
    if (askedBy === undefined) continue;
    throw new Failure(
      'config',
      `expected the config file "${path}" that ${askedBy} names, found no such file; create it or correct ${askedBy}`,
    );
  }
  return undefined;
}

/**
 * Where this user's programs keep their configuration: `$XDG_CONFIG_HOME`, else `~/.config`; empty
 * when the environment names neither.
 *
 * @see XDG Base Directory Specification 0.8
 */
export function userConfigFolder(environment: Environment): string {
  return baseFolder(environment, 'XDG_CONFIG_HOME', '.config') ?? '';
}

/** The `.env` file beside a config file: same folder. */
export function dotenvBeside(configPath: string): string {
  return `${configPath.slice(0, configPath.lastIndexOf('/') + 1)}.env`;
}

/**
 * The data folder where no setting names one: `$XDG_DATA_HOME/paperjobs`, else below the home folder.
 *
 * @throws Failure `config` when the environment names neither
 * @see XDG Base Directory Specification 0.8
 */
export function defaultDataFolder(environment: Environment): string {
  const folder = baseFolder(environment, 'XDG_DATA_HOME', '.local/share');
  if (folder !== undefined) return `${folder}/paperjobs`;
  throw new Failure(
    'config',
    'expected HOME or XDG_DATA_HOME in the environment, found neither; set data_dir',
  );
}
