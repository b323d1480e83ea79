import { defineJob } from '../../kit/job.ts';

/** Options of `report`. */
export const options = {
  daily: { type: 'flag', help: 'about the last session that is over; so it is unless told' },
  weekly: { type: 'flag', help: 'about its week so far' },
  monthly: { type: 'flag', help: 'about its month so far' },
  html: { type: 'text', placeholder: 'FILE', help: 'write the page there too' },
  text: {
    type: 'flag',
    help: 'print the digest in text instead: nothing is kept, written or sent',
  },
} as const;

/** Tells how everything went. */
export const report = defineJob({
  name: 'report',
  summary: 'One page with charts about accounts, market and jobs, and a digest in text',
  description:
    'The page holds everything that it needs: it asks for nothing on the network, follows the light or ' +
    'dark scheme of who reads it, fits a telephone and can be printed. It is kept as ' +
    'reports/KIND-SESSION.html in the data folder, where `serve` finds the newest for /report. Every ' +
    'section tells as of when it is, and what is stale. The digest goes out by the ways that are ' +
    'switched on, once for each period, and not for reports as of a past day.',
  priority: 'low',
  schedules: [
    { days: 'Sat', at: ['08:30'], words: ['--weekly'] },
    // Before a session of the new month is over, the last one is the old month's.
    { cron: '45 8 1 * *', words: ['--monthly'] },
  ],
  timeoutMinutes: 10,
  options,
  examples: ['report', 'report --weekly --html week.html', 'report --text'],
  endings: ['closed', 'locked', 'disk', 'stopped'],
  missed: 'latest',
  network: false,
  load: () => import('./run.ts'),
});
