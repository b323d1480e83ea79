import { GENERATED } from './installation.ts';

/**
 * What logrotate does with the logs of runs under cron.
 *
 * @param owner who the files belong to; absent: whoever runs logrotate
 */
export function logrotateFile(logFolder: string, owner?: string): string {
  return `${[
    GENERATED,
    `"${logFolder}/*.log" {`,
    '    weekly',
    '    rotate 8',
    '    missingok',
    '    notifempty',
    '    compress',
    '    # A run under way still writes to the file that it has opened.',
    '    delaycompress',
    ...(owner === undefined
      ? []
      : [`    su ${owner} ${owner}`, `    create 0640 ${owner} ${owner}`]),
    '}',
  ].join('\n')}\n`;
}
