import type { SettingDefinition, SettingType } from './definition.ts';

/** What depends on where a value is told. */
export interface ValueRules {
  /** Whether a path may be relative to the working folder: not in a file, which timers read too. */
  readonly relativePaths: boolean;
}

/** How values of one type are described, refused and made from text. */
export interface TypeRules {
  /** What the setting takes, in words: `a whole number from 1 to 32`. */
  readonly expected: (definition: SettingDefinition, rules: ValueRules) => string;
  /** What was found that does not fit, in words; absent when the value fits. */
  readonly refused: (
    value: unknown,
    definition: SettingDefinition,
    rules: ValueRules,
  ) => string | undefined;
  /** A text as the type has it; one that does not fit stays a text, to be refused. */
  readonly fromText: (text: string) => unknown;
}

const CONTROL = /\p{Cc}/u;

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object') return 'a table';
  if (typeof value === 'boolean') return 'true or false';
  return typeof value === 'number' ? 'a number' : 'a text';
}

function found(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return kindOf(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}

function range({ min, max }: SettingDefinition): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}

function refusedText(value: unknown): string | undefined {
  if (typeof value !== 'string') return found(value);
  if (value.trim() === '') return 'an empty one';
  return CONTROL.test(value) ? 'one with a control character' : undefined;
}

function refusedNumber(
  value: unknown,
  { min = -Infinity, max = Infinity }: SettingDefinition,
): string | undefined {
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max;
  return fits ? undefined : found(value);
}

function refusedItem(value: unknown, allowed: readonly string[] | undefined): string | undefined {
  const refused = refusedText(value);
  if (refused !== undefined || typeof value !== 'string') return refused;
  if (value.trim() !== value) return `${found(value)} with blanks around it`;
  return allowed === undefined || allowed.includes(value) ? undefined : found(value);
}

function refusedList(value: unknown, { allowed, min = 0 }: SettingDefinition): string | undefined {
  if (!Array.isArray(value)) return found(value);
  const items: readonly unknown[] = value;
  for (const [index, item] of items.entries()) {
    const refused = refusedItem(item, allowed);
    if (refused !== undefined) return `${refused} as item ${index + 1}`;
  }
  const twice = items.find((item, index) => items.indexOf(item) < index);
  if (twice !== undefined) return `${found(twice)} twice`;
  return items.length < min ? `${items.length} items` : undefined;
}

function refusedUrl(value: unknown): string | undefined {
  const refused = refusedText(value);
  if (refused !== undefined) return refused;
  const text = String(value);
  // What stands before an @ may be a password: such an address is not repeated.
  if (text.includes('@')) return 'one with an @';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && !/[?#\s]/.test(text);
  return plain ? undefined : found(value);
}

function refusedPath(value: unknown, rules: ValueRules): string | undefined {
  const refused = refusedText(value);
  if (refused !== undefined || rules.relativePaths) return refused;
  return /^(?:\/|~\/)/.test(String(value)) ? undefined : found(value);
}

const BOOLEAN_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

function asIs(text: string): string {
  return text;
}

function numberFromText(text: string): unknown {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function listFromText(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function expectedList({ allowed, min = 0 }: SettingDefinition): string {
  const items = allowed ? `of ${allowed.join(', ')}` : 'of texts';
  return `a list ${items}, each once${min > 0 ? `, at least ${min}` : ''}`;
}

/** The rules of every type of setting. */
export const TYPE_RULES: Readonly<Record<SettingType, TypeRules>> = {
  string: { expected: () => 'a text', refused: refusedText, fromText: asIs },
  path: {
    expected: (_, rules) => (rules.relativePaths ? 'a path' : 'a path that begins with / or ~/'),
    refused: (value, _, rules) => refusedPath(value, rules),
    fromText: asIs,
  },
  url: {
    expected: () => 'an http or https address without user name, query or fragment',
    refused: refusedUrl,
    fromText: asIs,
  },
  count: {
    expected: (definition) => `a whole number${range(definition)}`,
    refused: (value, definition) =>
      Number.isSafeInteger(value) ? refusedNumber(value, definition) : found(value),
    fromText: numberFromText,
  },
  seconds: {
    expected: (definition) => `a number of seconds${range(definition)}`,
    refused: refusedNumber,
    fromText: numberFromText,
  },
  number: {
    expected: (definition) => `a number${range(definition)}`,
    refused: refusedNumber,
    fromText: numberFromText,
  },
  boolean: {
    expected: () => 'true or false',
    refused: (value) => (typeof value === 'boolean' ? undefined : found(value)),
    fromText: (text) => BOOLEAN_WORDS.get(text.toLowerCase()) ?? text,
  },
  list: { expected: expectedList, refused: refusedList, fromText: listFromText },
  choice: {
    expected: ({ allowed = [] }) => `one of ${allowed.join(', ')}`,
    refused: (value, { allowed = [] }) => refusedItem(value, allowed),
    fromText: asIs,
  },
  secret: {
    expected: () => 'a text',
    // Never `found`: it repeats the value.
    refused: (value) => (typeof value === 'string' ? refusedText(value.trim()) : kindOf(value)),
    fromText: asIs,
  },
};
