import { nearest } from '../core/nearest.ts';
import { parseDotenv } from './dotenv.ts';
import { modeProblem, refuseProblems } from './layer.ts';
import type { Environment, GivenSecret, Layer, Origin, TracedValue } from './layer.ts';
import { PLAIN_DEFINITIONS, SECRET_DEFINITIONS, environmentNames } from './setting-keys.ts';
import type { SecretDefinition } from './setting-keys.ts';
import type { PlainKey } from './settings.ts';
import { checkText } from './value.ts';
import type { ValueRules } from './setting-types.ts';

/** A variable that is not blank, and where it stands. */
interface Variable {
  readonly text: string;
  readonly origin: Origin;
  /** How a message names it: `.env:3: SMTP_PORT`. */
  readonly shown: string;
}

type Variables = ReadonlyMap<string, Variable>;

const OWN_PREFIX = 'PAPERJOBS_';

function firstOf(variables: Variables, names: readonly string[]): Variable | undefined {
  for (const name of names) {
    const variable = variables.get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

/** Names that begin like ours and mean nothing: most likely slips. */
function strangers(variables: Variables): string[] {
  const names = [
    'PAPERJOBS_CONFIG',
    ...PLAIN_DEFINITIONS.flatMap(environmentNames),
    ...SECRET_DEFINITIONS.flatMap(environmentNames).flatMap((name) => [name, `${name}_FILE`]),
  ];
  const warnings: string[] = [];
  for (const [name, { shown }] of variables) {
    const ours = name.startsWith(OWN_PREFIX) && !name.startsWith(`${OWN_PREFIX}SANDBOX_`);
    if (!ours || names.includes(name)) continue;
    const meant = nearest(name, names);
    const advice = meant === undefined ? 'remove it' : `did you mean ${meant}?`;
    warnings.push(`${shown} is no setting and was passed over; ${advice}`);
  }
  return warnings;
}

function secretsOf(variables: Variables, definition: SecretDefinition): GivenSecret[] {
  const { key } = definition;
  const names = environmentNames(definition);
  const value = firstOf(variables, names);
  const file = firstOf(
    variables,
    names.map((name) => `${name}_FILE`),
  );
  const given: GivenSecret[] = [];
  if (file) given.push({ kind: 'file', key, origin: file.origin, path: file.text.trim() });
  if (value) {
    const text = value.text.trim();
    given.push({ kind: 'value', key, origin: value.origin, reveal: () => text });
  }
  return given;
}

/** Problems in the order in which the variables stand. */
function inOrder(variables: Variables, problems: ReadonlyMap<Variable, string>): string[] {
  return [...variables.values()].flatMap((variable) => {
    const problem = problems.get(variable);
    return problem === undefined ? [] : [`${variable.shown}: ${problem}`];
  });
}

/** The settings among the variables; an own name wins over its aliases. */
function readVariables(variables: Variables, rules: ValueRules): Layer {
  const values = new Map<PlainKey, TracedValue>();
  const problems = new Map<Variable, string>();
  for (const definition of PLAIN_DEFINITIONS) {
    const variable = firstOf(variables, environmentNames(definition));
    if (variable === undefined) continue;
    const checked = checkText(definition, variable.text, rules);
    if (checked.kind === 'problem') problems.set(variable, checked.problem);
    else values.set(definition.key, { value: checked.value, origin: variable.origin });
  }
  refuseProblems(inOrder(variables, problems));
  const secrets = SECRET_DEFINITIONS.flatMap((definition) => secretsOf(variables, definition));
  return { values, secrets, warnings: strangers(variables) };
}

/**
 * The settings that the environment tells. A blank variable counts as absent.
 *
 * @throws Failure `config` that names every variable whose value does not fit; a secret's value
 *   never stands in it
 */
export function readEnvironment(environment: Environment): Layer {
  const variables = new Map<string, Variable>();
  for (const [name, text = ''] of Object.entries(environment)) {
    if (text.trim() === '') continue;
    const origin: Origin = { kind: 'environment', place: name };
    variables.set(name, { text, origin, shown: `environment variable ${name}` });
  }
  return readVariables(variables, { relativePaths: true });
}

/** A `.env` file that is looser than 0600 may hold no secret; ways to a secret may stand in it. */
function looseProblems(layer: Layer, file: string, mode: number | undefined): string[] {
  const loose = modeProblem(file, mode);
  if (loose === undefined) return [];
  return layer.secrets
    .filter(({ kind }) => kind === 'value')
    .map(({ key, origin }) => `${origin.place}: ${key}: ${loose}`);
}

/**
 * The settings that a `.env` file tells; names that are none of ours are passed over.
 *
 * @param file its path, for messages and origins
 * @param mode its permission bits; absent where there are none, and then a secret in it is taken
 * @throws Failure `config` with file and line of everything that is no assignment, does not fit, or is
 *   a secret in a file that others can read; a secret's value never stands in it
 */
export function readDotenv(text: string, file: string, mode?: number): Layer {
  const variables = new Map<string, Variable>();
  for (const [name, { text: value, line }] of parseDotenv(text, file)) {
    if (value.trim() === '') continue;
    const place = `${file}:${line}`;
    const origin: Origin = { kind: 'dotenv', place };
    variables.set(name, { text: value, origin, shown: `${place}: ${name}` });
  }
  const layer = readVariables(variables, { relativePaths: false });
  refuseProblems(looseProblems(layer, file, mode));
  return layer;
}
