import { TomlError, parse } from 'smol-toml';
import type { BotPlan } from '../core/bot/bot-plan.ts';
import { nearest } from '../core/nearest.ts';
import type { TargetPlan } from '../core/rebalance/target-plan.ts';
import { readBots } from './bot-tables.ts';
import { readJobOverrides } from './job-overrides.ts';
import type { JobOverride } from './job-overrides.ts';
import { failureOf, modeProblem, refuseProblems } from './layer.ts';
import type { GivenSecret, Layer, Origin, TracedValue } from './layer.ts';
import { DEEPEST_PATH, locateKeys } from './locate.ts';
import type { KeyPositions, Position } from './locate.ts';
import { readTargets } from './rebalance-tables.ts';
import { KNOWN_KEYS, tableAndName } from './setting-keys.ts';
import type { KnownKey, SecretDefinition } from './setting-keys.ts';
import type { PlainKey } from './settings.ts';
import type { TableProblem } from './table-reader.ts';
import { checkValue } from './value.ts';

type Table = Readonly<Record<string, unknown>>;

interface Problem {
  readonly at: Position;
  readonly key: string;
  readonly sentence: string;
}

/** What has been read so far of one file. */
interface Reading {
  readonly file: string;
  readonly mode: number | undefined;
  readonly positions: KeyPositions;
  readonly values: Map<PlainKey, TracedValue>;
  readonly secrets: GivenSecret[];
  readonly problems: Problem[];
  readonly jobs: JobOverride[];
  readonly bots: BotPlan[];
  readonly targets: TargetPlan[];
}

/** Tables inside lists and inline tables may nest this deep. */
const DEEPEST_NESTING = 32;
const IN_A_FILE = { relativePaths: false };

function isTable(value: unknown): value is Table {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** A path as one writes it: parts that are no bare keys in quotes, cut where it is endless. */
function written(path: readonly string[]): string {
  const text = path.map((part) => (/^[\w-]+$/.test(part) ? part : JSON.stringify(part))).join('.');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function known(path: readonly string[]): KnownKey | undefined {
  return path.some((part) => part.includes('.')) ? undefined : KNOWN_KEYS.get(path.join('.'));
}

/** The key that was probably meant: spelled nearly so, or of that name in another table. */
function suggestion(path: readonly string[]): string | undefined {
  const keys = [...KNOWN_KEYS.keys()];
  const name = path.at(-1) ?? '';
  return nearest(path.join('.'), keys) ?? keys.find((key) => tableAndName(key)[1] === name);
}

function originOf(reading: Reading, path: readonly string[]): Origin {
  return { kind: 'config', place: `${reading.file}:${reading.positions.of(path).line}` };
}

function refuse(reading: Reading, path: readonly string[], sentence: string): void {
  reading.problems.push({ at: reading.positions.of(path), key: written(path), sentence });
}

function unknown(reading: Reading, path: readonly string[], value: unknown): void {
  if (isTable(value) && Object.keys(value).length > 0 && path.length < DEEPEST_PATH) {
    readTable(reading, path, value);
    return;
  }
  const meant = suggestion(path);
  const advice = meant === undefined ? 'remove it' : `did you mean ${meant}?`;
  refuse(reading, path, `expected a setting, found an unknown key; ${advice}`);
}

function secretValue(
  reading: Reading,
  path: readonly string[],
  definition: SecretDefinition,
  value: unknown,
): void {
  const checked = checkValue(definition, value, IN_A_FILE);
  if (checked.kind === 'problem') return refuse(reading, path, checked.problem);
  const loose = modeProblem(reading.file, reading.mode);
  if (loose !== undefined) return refuse(reading, path, loose);
  const text = String(checked.value);
  const origin = originOf(reading, path);
  reading.secrets.push({ kind: 'value', key: definition.key, origin, reveal: () => text });
}

/** A path or a command is not repeated in a problem: it may be the secret, put in the wrong place. */
function secretFile(
  reading: Reading,
  path: readonly string[],
  { key }: SecretDefinition,
  value: unknown,
): void {
  if (typeof value !== 'string' || !/^(?:\/|~\/)/.test(value)) {
    return refuse(reading, path, 'expected a path that begins with / or ~/, found something else');
  }
  reading.secrets.push({ kind: 'file', key, origin: originOf(reading, path), path: value });
}

function secretCommand(
  reading: Reading,
  path: readonly string[],
  { key }: SecretDefinition,
  value: unknown,
): void {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = words.filter((word) => typeof word === 'string');
  if (texts.length < words.length || (texts[0] ?? '').trim() === '') {
    return refuse(reading, path, 'expected a command as a text or a list of texts, found none');
  }
  const command = typeof value === 'string' ? value : texts;
  reading.secrets.push({ kind: 'command', key, origin: originOf(reading, path), command });
}

/** Jobs have tables of their own; which jobs there are is not known here. */
function jobTables(reading: Reading, value: unknown): void {
  const read = readJobOverrides(value, (path) => originOf(reading, path).place);
  reading.jobs.push(...read.overrides);
  for (const { path, sentence } of read.problems) refuse(reading, path, sentence);
}

/** So have bots, and accounts that are to have certain weights. */
function tradingTables(reading: Reading, name: 'bots' | 'rebalance', value: unknown): void {
  const placeOf = (path: readonly string[]): string => originOf(reading, path).place;
  const refuseAll = (problems: readonly TableProblem[]): void => {
    for (const { path, sentence } of problems) refuse(reading, path, sentence);
  };
  if (name === 'bots') {
    const { bots, problems } = readBots(value, placeOf);
    reading.bots.push(...bots);
    return refuseAll(problems);
  }
  const { targets, problems } = readTargets(value, placeOf);
  reading.targets.push(...targets);
  refuseAll(problems);
}

function readEntry(reading: Reading, path: readonly string[], value: unknown): void {
  const [name] = path;
  if (path.length === 1 && name === 'jobs') return jobTables(reading, value);
  if (path.length === 1 && (name === 'bots' || name === 'rebalance')) {
    return tradingTables(reading, name, value);
  }
  const meaning = known(path);
  switch (meaning?.kind) {
    case undefined:
      return unknown(reading, path, value);
    case 'table':
      if (isTable(value)) return readTable(reading, path, value);
      return refuse(reading, path, 'expected a table, found a value; write its settings below it');
    case 'secret':
      return secretValue(reading, path, meaning.definition, value);
    case 'secret-file':
      return secretFile(reading, path, meaning.definition, value);
    case 'secret-command':
      return secretCommand(reading, path, meaning.definition, value);
    case 'plain': {
      const checked = checkValue(meaning.definition, value, IN_A_FILE);
      if (checked.kind === 'problem') return refuse(reading, path, checked.problem);
      const origin = originOf(reading, path);
      reading.values.set(meaning.definition.key, { value: checked.value, origin });
    }
  }
}

function readTable(reading: Reading, path: readonly string[], table: Table): void {
  for (const [name, value] of Object.entries(table)) readEntry(reading, [...path, name], value);
}

/** The parser's own words without the lines that it quotes: they may hold a secret. */
function syntaxProblem(file: string, error: TomlError): string {
  const words = (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '');
  return `${file}:${error.line}:${error.column}: expected TOML, found an error: ${words}`;
}

function parsed(text: string, file: string): Table {
  try {
    return parse(text, { maxDepth: DEEPEST_NESTING });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Without the parser's error as cause: it quotes the lines around.
    throw failureOf([syntaxProblem(file, error)]);
  }
}

/**
 * Reads and checks a config file. Every key must be a setting, its value must fit; all problems are
 * told together, in the order of the file.
 *
 * @param file its path, for messages and origins
 * @param mode its permission bits; absent where there are none, and then a secret in it is taken
 * @throws Failure `config` with `file:line:column: key: expected …, found …` for each problem; no
 *   value of a secret and no line of the file is quoted
 */
export function readToml(text: string, file: string, mode?: number): Layer {
  const document = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const table = parsed(document, file);
  const reading: Reading = {
    file,
    mode,
    positions: locateKeys(document),
    values: new Map(),
    secrets: [],
    problems: [],
    jobs: [],
    bots: [],
    targets: [],
  };
  readTable(reading, [], table);
  const inOrder = reading.problems.toSorted(
    (a, b) => a.at.line - b.at.line || a.at.column - b.at.column,
  );
  refuseProblems(
    inOrder.map(({ at, key, sentence }) => `${file}:${at.line}:${at.column}: ${key}: ${sentence}`),
  );
  const { values, secrets, jobs, bots, targets } = reading;
  return { values, secrets, jobs, bots, targets, warnings: [] };
}
