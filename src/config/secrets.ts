import { Failure } from '../core/failure.ts';
import type { GivenSecret, Origin } from './layer.ts';
import type { ResolvedSettings } from './resolve.ts';
import { SECRET_DEFINITIONS } from './setting-keys.ts';
import type { SecretDefinition } from './setting-keys.ts';
import type { SecretKey } from './settings.ts';

/** What finding secrets needs of the world. */
export interface SecretsInput {
  /** What environment and files tell: `ResolvedSettings.secrets`. */
  readonly given: readonly GivenSecret[];
  /** @returns absent when there is no such file */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** Runs a line of a shell, or a program with arguments, and gives what it printed. */
  readonly run: (command: string | readonly string[]) => Promise<string>;
  /** `$CREDENTIALS_DIRECTORY`; absent or empty outside a unit with credentials. */
  readonly credentialsDirectory?: string | undefined;
  /** Folder of kept credentials, one file of mode 0600 for each; absent: there is none. */
  readonly credentialStore?: string | undefined;
}

/** The secrets of a run, found when they are first asked for. */
export interface Secrets {
  /**
   * The secret's text, trimmed.
   *
   * @returns absent when it is set nowhere
   * @throws Failure `config` when a place that was named gives none, the code of a failed read, or
   *   `stopped`; neither the value, nor the path, nor the command stands in it
   */
  secret(key: SecretKey): Promise<string | undefined>;
  /** Where it was found; absent when it is set nowhere. @throws Failure as `secret` does */
  origin(key: SecretKey): Promise<Origin | undefined>;
  /** The values found so far, for blanking. */
  found(): readonly string[];
}

interface FoundSecret {
  readonly text: string;
  readonly origin: Origin;
}

/** The code of a failure, where it is one that tells more than that something is not set right. */
function codeOf(error: unknown): 'disk-io' | 'stopped' | 'config' {
  if (!(error instanceof Failure)) return 'config';
  return error.code === 'disk-io' || error.code === 'stopped' ? error.code : 'config';
}

/**
 * Does the work and gives its result, or a failure in our own words. The error that was caught is
 * dropped whole: a program's output or a mistaken path in it may be the secret.
 */
async function unspoken<Result>(work: () => Promise<Result>, sentence: string): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new Failure(codeOf(error), sentence);
  }
}

function refused(origin: Origin, key: SecretKey, expected: string, instead: string): Failure {
  return new Failure('config', `${origin.place}: ${key}: expected ${expected}, found ${instead}`);
}

function unreadable(place: string, key: SecretKey): string {
  return `${place}: ${key}: expected a readable file with the secret, found one that cannot be read; check its owner and mode`;
}

/** A text fit to be a secret: nobody's password spans lines, and a header must not. */
function fit(text: string, origin: Origin, key: SecretKey): FoundSecret {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw refused(origin, key, 'a secret', 'an empty text; store one there');
  if (/\p{Cc}/u.test(trimmed)) {
    throw refused(origin, key, 'a secret of one line', 'more lines or a control character');
  }
  return { text: trimmed, origin };
}

async function told(secret: GivenSecret, input: SecretsInput): Promise<FoundSecret> {
  const { key, origin } = secret;
  if (secret.kind === 'value') return fit(secret.reveal(), origin, key);
  if (secret.kind === 'command') {
    const printed = await unspoken(
      () => input.run(secret.command),
      `${origin.place}: ${key}: expected a command that prints the secret, found one that failed; try it in a shell`,
    );
    return fit(printed, origin, key);
  }
  const text = await unspoken(() => input.readFile(secret.path), unreadable(origin.place, key));
  if (text !== undefined) return fit(text, origin, key);
  throw refused(origin, key, 'the path of a file', 'no such file; create it or drop this setting');
}

/** The file of that name in a folder of credentials; one without content counts as none. */
async function inFolder(
  folder: string | undefined,
  kind: 'credential' | 'store',
  { key, credential }: SecretDefinition,
  input: SecretsInput,
): Promise<FoundSecret | undefined> {
  if (folder === undefined || folder === '') return undefined;
  const path = `${folder}/${credential}`;
  const origin: Origin = { kind, place: kind === 'store' ? path : credential };
  const text = await unspoken(() => input.readFile(path), unreadable(path, key));
  return text === undefined || text.trim() === '' ? undefined : fit(text, origin, key);
}

async function find(
  definition: SecretDefinition,
  input: SecretsInput,
): Promise<FoundSecret | undefined> {
  const given = input.given.filter(({ key }) => key === definition.key);
  const pointed =
    given.find(({ kind }) => kind === 'file') ?? given.find(({ kind }) => kind === 'command');
  const values = given.filter(({ kind }) => kind === 'value');
  const fromEnvironment = values.find(({ origin }) => origin.kind === 'environment');
  const fromFile = values.find(({ origin }) => origin.kind !== 'environment');

  const credential = await inFolder(input.credentialsDirectory, 'credential', definition, input);
  if (credential) return credential;
  const first = pointed ?? fromEnvironment;
  if (first) return told(first, input);
  const kept = await inFolder(input.credentialStore, 'store', definition, input);
  if (kept) return kept;
  return fromFile && told(fromFile, input);
}

/**
 * Finds secrets on demand, each once: systemd credential, then a file that is named (`…_FILE`,
 * `…_file`), then a command (`…_command`), then the environment, then a file of mode 0600 (the
 * credential store's, `.env`, the config file).
 *
 * @see https://systemd.io/CREDENTIALS/
 */
export function resolveSecrets(input: SecretsInput): Secrets {
  const asked = new Map<SecretKey, Promise<FoundSecret | undefined>>();
  const texts = new Set<string>();

  async function search(key: SecretKey): Promise<FoundSecret | undefined> {
    const definition = SECRET_DEFINITIONS.find((entry) => entry.key === key);
    const found = definition && (await find(definition, input));
    if (found) texts.add(found.text);
    return found;
  }

  function once(key: SecretKey): Promise<FoundSecret | undefined> {
    const running = asked.get(key) ?? search(key);
    asked.set(key, running);
    return running;
  }

  return {
    secret: async (key) => (await once(key))?.text,
    origin: async (key) => (await once(key))?.origin,
    found: () => [...texts],
  };
}

/**
 * Every secret text that is known, for blanking in logs and messages: longest first, so that one
 * inside another cannot spare the rest of it.
 *
 * @param secrets those found so far are counted in; ask again after more were found
 */
export function secretValues(
  { secrets: given }: Pick<ResolvedSettings, 'secrets'>,
  secrets?: Secrets,
): readonly string[] {
  const texts = given.flatMap((secret) => (secret.kind === 'value' ? [secret.reveal()] : []));
  const all = new Set([...texts, ...(secrets?.found() ?? [])]);
  return [...all].toSorted((a, b) => b.length - a.length);
}
