import type { SettingDefinition } from './definition.ts';
import { SETTINGS } from './settings.ts';
import type { PlainKey, SecretKey } from './settings.ts';

/** A row of the table whose value may be shown. */
export type PlainDefinition = SettingDefinition & { readonly key: PlainKey };

/** A row of the table whose value is a secret. */
export type SecretDefinition = SettingDefinition & {
  readonly key: SecretKey;
  readonly credential: string;
};

/** Settings that may be shown, in the order of the table. */
export const PLAIN_DEFINITIONS: readonly PlainDefinition[] = SETTINGS.filter(
  (entry) => entry.type !== 'secret',
);

/** Secrets, in the order of the table. */
export const SECRET_DEFINITIONS: readonly SecretDefinition[] = SETTINGS.filter(
  (entry) => entry.type === 'secret',
);

/** Keys whose values must never be shown, logged or stored. */
export const SECRET_KEYS: readonly SecretKey[] = SECRET_DEFINITIONS.map(({ key }) => key);

/**
 * Variables of the environment that set a setting, the one made from its key first:
 * `PAPERJOBS_LOG_LEVEL` for `log.level`.
 */
export function environmentNames(definition: SettingDefinition): readonly string[] {
  const own = `PAPERJOBS_${definition.key.toUpperCase().replaceAll(/[.-]/g, '_')}`;
  return [own, ...(definition.aliases ?? [])];
}

/** The table of a key, and its name inside: `['log', 'level']`; the table of a top key is empty. */
export function tableAndName(key: string): readonly [table: string, name: string] {
  const dot = key.lastIndexOf('.');
  return [key.slice(0, Math.max(dot, 0)), key.slice(dot + 1)];
}

/** What a dotted key of a config file means. */
export type KnownKey =
  | { readonly kind: 'plain'; readonly definition: PlainDefinition }
  | { readonly kind: 'secret'; readonly definition: SecretDefinition }
  /** A file that holds the secret. */
  | { readonly kind: 'secret-file'; readonly definition: SecretDefinition }
  /** A command that prints the secret. */
  | { readonly kind: 'secret-command'; readonly definition: SecretDefinition }
  | { readonly kind: 'table' };

function tablesAbove(key: string): string[] {
  const parts = key.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Everything that may stand in a config file, by dotted key; tables last. */
export const KNOWN_KEYS: ReadonlyMap<string, KnownKey> = new Map<string, KnownKey>([
  ...PLAIN_DEFINITIONS.map(
    (definition) => [definition.key, { kind: 'plain', definition }] satisfies [string, KnownKey],
  ),
  ...SECRET_DEFINITIONS.flatMap(
    (definition) =>
      [
        [definition.key, { kind: 'secret', definition }],
        [`${definition.key}_file`, { kind: 'secret-file', definition }],
        [`${definition.key}_command`, { kind: 'secret-command', definition }],
      ] satisfies [string, KnownKey][],
  ),
  ...SETTINGS.flatMap(({ key }) =>
    tablesAbove(key).map((table) => [table, { kind: 'table' }] satisfies [string, KnownKey]),
  ),
]);
