import { resolveSettings } from '../../src/config/resolve.ts';
import type { Settings } from '../../src/config/settings.ts';

/** The settings of an installation that sets nothing, but for what the test gives. */
export function defaultSettings(given: Partial<Settings> = {}): Settings {
  const { settings } = resolveSettings({ env: {}, flags: {}, defaults: { data_dir: '/nowhere' } });
  return { ...settings, ...given };
}
