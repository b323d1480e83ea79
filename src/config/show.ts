import type { SettingValue } from './definition.ts';
import type { Origin } from './layer.ts';
import type { ResolvedSettings } from './resolve.ts';
import { PLAIN_DEFINITIONS, SECRET_KEYS } from './setting-keys.ts';
import { SETTINGS } from './settings.ts';
import type { SecretKey, SettingKey } from './settings.ts';

/** One setting as `config show` prints it. */
export interface ShownSetting {
  readonly key: SettingKey;
  /** Lists with commas; `set` or `not set` for a secret; empty where there is no value. */
  readonly value: string;
  /** `flag --wait`, `environment SMTP_PORT`, `/etc/paperjobs/paperjobs.toml:12`, `default`. */
  readonly origin: string;
}

function originText({ kind, place }: Origin): string {
  return kind === 'flag' || kind === 'environment' || kind === 'credential'
    ? `${kind} ${place}`
    : place;
}

function valueText(value: SettingValue | undefined): string {
  return typeof value === 'object' ? value.join(', ') : String(value ?? '');
}

/**
 * Every setting with its value and where it comes from, in the order of the table.
 *
 * @param found origins of secrets as `Secrets.origin` gives them: only they know of credentials and
 *   the store. A key that is missing or absent here is shown as the settings tell it.
 */
export function shownSettings(
  resolved: ResolvedSettings,
  found: Readonly<Partial<Record<SecretKey, Origin | undefined>>> = {},
): readonly ShownSetting[] {
  const texts = new Map<SettingKey, string>(
    PLAIN_DEFINITIONS.map(({ key }) => [key, valueText(resolved.settings[key])]),
  );
  const origins = new Map<SettingKey, Origin>();
  for (const key of SECRET_KEYS) {
    const origin = found[key] ?? resolved.origins[key];
    origins.set(key, origin);
    texts.set(key, origin.kind === 'default' ? 'not set' : 'set');
  }
  return SETTINGS.map(({ key }) => ({
    key,
    value: texts.get(key) ?? '',
    origin: originText(origins.get(key) ?? resolved.origins[key]),
  }));
}
