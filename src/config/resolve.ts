import type { BotPlan } from '../core/bot/bot-plan.ts';
import { Failure } from '../core/failure.ts';
import type { TargetPlan } from '../core/rebalance/target-plan.ts';
import type { SettingValue } from './definition.ts';
import type { JobOverride } from './job-overrides.ts';
import { refuseProblems } from './layer.ts';
import type { Environment, GivenSecret, Layer, Origin, TracedValue } from './layer.ts';
import { readDotenv, readEnvironment } from './read-env.ts';
import { readToml } from './read-toml.ts';
import { PLAIN_DEFINITIONS, SECRET_KEYS } from './setting-keys.ts';
import type { PlainDefinition } from './setting-keys.ts';
import type { PlainKey, SettingKey, Settings } from './settings.ts';
import { checkText } from './value.ts';

/** Texts of flags by the setting that they set; absent and `undefined`: the flag was not given. */
type FlagTexts = Readonly<Partial<Record<PlainKey, string | undefined>>>;

/** Everything that may tell a setting. Modes are permission bits; absent: they are not checked. */
export interface SettingsInput {
  readonly flags: FlagTexts;
  /** What `--sandbox` puts in the place of everything else. */
  readonly sandbox?: FlagTexts | undefined;
  readonly env: Environment;
  /** Absent: there is no config file. */
  readonly configText?: string | undefined;
  readonly configPath?: string | undefined;
  readonly configMode?: number | undefined;
  /** Absent: there is no `.env` beside the config file. */
  readonly dotenvText?: string | undefined;
  readonly dotenvPath?: string | undefined;
  readonly dotenvMode?: number | undefined;
  /** Defaults that depend on the machine or the kind of run; they go before the table's. */
  readonly defaults: Partial<Settings> & Pick<Settings, 'data_dir'>;
}

/** The settings of a run and where each comes from. */
export interface ResolvedSettings {
  readonly settings: Settings;
  /** Of every key; `default` also where nothing is set. */
  readonly origins: Readonly<Record<SettingKey, Origin>>;
  /** Secrets, and ways to secrets, in the order of the places: environment, `.env`, config file. */
  readonly secrets: readonly GivenSecret[];
  /** What the config file says of single jobs, in its order. */
  readonly jobs: readonly JobOverride[];
  /** Strategies that trade on accounts, in its order. */
  readonly bots: readonly BotPlan[];
  /** Accounts that are to have certain weights, in its order. */
  readonly targets: readonly TargetPlan[];
  /** Slips that change nothing, in words, for the log. */
  readonly warnings: readonly string[];
}

const DEFAULT_ORIGIN: Origin = { kind: 'default', place: 'default' };
const EMPTY_LAYER: Layer = { values: new Map(), secrets: [], warnings: [] };

function readFlags(flags: FlagTexts, source?: string): Layer {
  const values = new Map<PlainKey, TracedValue>();
  const problems: string[] = [];
  for (const definition of PLAIN_DEFINITIONS) {
    const text = flags[definition.key];
    if (text === undefined) continue;
    const place = source ?? definition.flag ?? `flag for ${definition.key}`;
    const checked = checkText(definition, text, { relativePaths: true });
    if (checked.kind === 'problem') problems.push(`${place}: ${checked.problem}`);
    else values.set(definition.key, { value: checked.value, origin: { kind: 'flag', place } });
  }
  refuseProblems(problems, 'usage');
  return { values, secrets: [], warnings: [] };
}

function fileLayers(input: SettingsInput): Layer[] {
  const { configText, configPath = 'paperjobs.toml', dotenvText, dotenvPath = '.env' } = input;
  return [
    dotenvText === undefined ? EMPTY_LAYER : readDotenv(dotenvText, dotenvPath, input.dotenvMode),
    configText === undefined ? EMPTY_LAYER : readToml(configText, configPath, input.configMode),
  ];
}

/** Puts the home folder for `~/`, as a shell does. */
function withHome(path: string, environment: Environment, origin: Origin): string {
  if (!path.startsWith('~/')) return path;
  const home = environment['HOME'] ?? '';
  if (home !== '') return `${home}/${path.slice(2)}`;
  throw new Failure(
    'config',
    `${origin.place}: expected HOME in the environment for a path that begins with ~/, found none; write the whole path`,
  );
}

function traced(
  definition: PlainDefinition,
  layers: readonly Layer[],
  input: SettingsInput,
): { readonly value: SettingValue | undefined; readonly origin: Origin } {
  const told = layers.map(({ values }) => values.get(definition.key)).find(Boolean);
  const value = told ? told.value : (input.defaults[definition.key] ?? definition.default);
  const origin = told?.origin ?? DEFAULT_ORIGIN;
  if (definition.type !== 'path' || typeof value !== 'string') return { value, origin };
  return { value: withHome(value, input.env, origin), origin };
}

function withHomeInSecret(secret: GivenSecret, environment: Environment): GivenSecret {
  if (secret.kind !== 'file') return secret;
  return { ...secret, path: withHome(secret.path, environment, secret.origin) };
}

/**
 * The settings of a run: flag before environment before `.env` before config file before default.
 * Every place is checked whole, also where a place before it decides.
 *
 * @throws Failure `usage` for flags; `config` for the environment and files, all problems of one
 *   place together
 */
export function resolveSettings(input: SettingsInput): ResolvedSettings {
  const layers = [
    readFlags(input.sandbox ?? {}, '--sandbox'),
    readFlags(input.flags),
    readEnvironment(input.env),
    ...fileLayers(input),
  ];
  const values: Record<string, SettingValue | undefined> = {};
  const origins: Record<string, Origin> = {};
  for (const definition of PLAIN_DEFINITIONS) {
    const { value, origin } = traced(definition, layers, input);
    values[definition.key] = value;
    origins[definition.key] = origin;
  }
  const secrets = layers
    .flatMap((layer) => layer.secrets)
    .map((secret) => withHomeInSecret(secret, input.env));
  for (const key of SECRET_KEYS) {
    origins[key] = secrets.find((secret) => secret.key === key)?.origin ?? DEFAULT_ORIGIN;
  }
  return {
    // Each value was checked against its row of the table, from which these types are made.
    settings: values as unknown as Settings,
    origins: origins as Record<SettingKey, Origin>,
    secrets,
    jobs: layers.flatMap(({ jobs = [] }) => jobs),
    bots: layers.flatMap(({ bots = [] }) => bots),
    targets: layers.flatMap(({ targets = [] }) => targets),
    warnings: layers.flatMap(({ warnings }) => warnings),
  };
}
