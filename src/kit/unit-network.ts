import type { Settings } from '../config/settings.ts';
import type { Job } from './job.ts';
import { channelsOn } from './outbox/channels-on.ts';

/** Whether a monitor is told of the job's runs. */
export function pingsOn(job: string, settings: Settings): boolean {
  const jobs = settings['pings.jobs'];
  return settings['pings.enabled'] && (jobs.length === 0 || jobs.includes(job));
}

/**
 * Whether the unit of a job has a network: the job asks somebody, or as the settings are it has to tell
 * somebody. What others have to say waits for the next run that can send it.
 */
export function unitHasNetwork(job: Job, settings: Settings): boolean {
  const { name, network, networkWith, tells } = job;
  return (
    network ||
    (networkWith !== undefined && settings[networkWith] !== undefined) ||
    (tells === true && channelsOn(settings, false).length > 0) ||
    pingsOn(name, settings)
  );
}
