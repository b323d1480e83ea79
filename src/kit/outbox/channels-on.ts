import type { Settings } from '../../config/settings.ts';
import type { Channel } from '../../core/notification/notification.ts';

/**
 * The ways out that are switched on. A sandbox run has one, and it leads back into the sandbox: what
 * is made up there never reaches a person.
 */
export function channelsOn(settings: Settings, sandbox: boolean): Channel[] {
  if (sandbox) return ['telegram'];
  const on: Readonly<Record<Channel, boolean>> = {
    email: settings['email.enabled'],
    telegram: settings['telegram.enabled'],
    ntfy: settings['ntfy.enabled'],
    webhook: settings['webhook.enabled'],
    command: settings['notify.command'] !== undefined,
  };
  return (Object.keys(on) as Channel[]).filter((channel) => on[channel]);
}
