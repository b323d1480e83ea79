import { stat } from 'node:fs/promises';
import { join, resolve as absolute } from 'node:path';
import { resolveSettings } from '../config/resolve.ts';
import type { ResolvedSettings } from '../config/resolve.ts';
import { configCandidates, defaultDataFolder, dotenvBeside, findConfig } from '../config/search.ts';
import { resolveSecrets } from '../config/secrets.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Settings } from '../config/settings.ts';
import { files } from '../platform/files.ts';
import type { Paths } from '../kit/command.ts';
import type { GlobalFlags, Process } from './invocation.ts';

interface TextFile {
  readonly text: string;
  readonly mode: number;
}

async function readWithMode(path: string): Promise<TextFile | undefined> {
  const text = await files.read(path);
  if (text === undefined) return undefined;
  return { text, mode: (await stat(path)).mode & 0o777 };
}

/** Settings, secrets and places of one invocation. */
export interface Configured {
  readonly resolved: ResolvedSettings;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly paths: Paths;
}

/**
 * Finds and reads the configuration.
 *
 * @param forced settings that the sandbox puts in place of every other
 * @throws Failure `config`, `usage`, `disk-io`
 */
export async function configure(
  { env }: Process,
  flags: GlobalFlags,
  forced: Readonly<Record<string, string>> = {},
): Promise<Configured> {
  const candidates = configCandidates(env, flags.config);
  const found = await findConfig(candidates, readWithMode);
  const dotenvPath = found && dotenvBeside(found.path);
  const dotenv = dotenvPath === undefined ? undefined : await readWithMode(dotenvPath);
  const told = flags.dataDir ?? env['PAPERJOBS_DATA_DIR'];
  // Who started the run is told by a variable that is no setting: see `triggerOf`.
  const {
    PAPERJOBS_TRIGGER: _trigger,
    PAPERJOBS_RUN_ID: _run,
    PAPERJOBS_PARENT_RUN: _parent,
    ...variables
  } = env;
  const resolved = resolveSettings({
    env: variables,
    flags: {
      data_dir: flags.dataDir,
      'lock.wait_seconds': flags.wait,
      'log.format': flags.logFormat,
      ...(flags.verbose ? { 'log.level': 'debug' } : {}),
      ...(flags.quiet ? { 'log.level': 'warning' } : {}),
    },
    sandbox: forced,
    configText: found?.file.text,
    configPath: found?.path,
    configMode: found?.file.mode,
    dotenvText: dotenv?.text,
    dotenvPath,
    dotenvMode: dotenv?.mode,
    defaults: { data_dir: told ?? dataFolderOr(env) },
  });
  const { settings } = resolved;
  const base = absolute(settings.data_dir);
  const dataDir = flags.sandbox ? join(base, 'sandbox') : base;
  const paths: Paths = {
    dataDir,
    database: join(dataDir, 'paperjobs.db'),
    locks: join(dataDir, 'locks'),
    refused: join(dataDir, 'refused'),
    credentials: join(base, 'credentials'),
    configDefault: candidates[0]?.path ?? '/etc/paperjobs/paperjobs.toml',
    ...(found ? { config: found.path } : {}),
  };
  const secrets = resolveSecrets({
    given: resolved.secrets,
    readFile: (path) => files.read(path),
    // Starting processes is a part of Node that few runs need.
    run: async (command) => (await import('../platform/command-output.ts')).commandOutput(command),
    credentialsDirectory: env['CREDENTIALS_DIRECTORY'],
    credentialStore: paths.credentials,
  });
  return { resolved, settings, secrets, paths };
}

/** systemd's state folder where a unit has one, else the user's data folder. */
function dataFolderOr(env: Process['env']): string {
  const state = env['STATE_DIRECTORY']?.split(':')[0];
  return state ? state : defaultDataFolder(env);
}
