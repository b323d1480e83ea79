import { defineJob } from '../../kit/job.ts';

/** Options of `news`. */
export const options = {
  source: {
    type: 'text',
    placeholder: 'NAME',
    help: 'only this source: a host, newsapi, nse-announcements',
  },
  rebuild: {
    type: 'flag',
    help: 'match and score all kept articles anew, and make their days anew; asks nobody',
  },
} as const;

/** Keeps what is written about companies, and how it sounds. */
export const news = defineJob({
  name: 'news',
  summary:
    'Headlines from NSE, configured feeds and NewsAPI; their tone by company and day; alerts',
  description:
    'Reads feeds as politely as they ask for, keeps title, link, summary and time of each article once, ' +
    'finds the companies that it is about, and scores it. A feed that has answered is left alone for ' +
    'ten minutes, or for as long as it asks for (ttl, Cache-Control, Expires; four hours at most), ' +
    'unless --force says otherwise. NewsAPI is asked where its key is set, one question a ' +
    'run; its free plan tells articles a day late. An article of the last day about a followed symbol ' +
    'that sounds very good or bad is notified of, once.',
  priority: 'medium',
  schedules: [{ days: 'daily', everyMinutes: 30, from: '00:05', to: '23:35' }],
  timeoutMinutes: 15,
  options,
  examples: ['news', 'news --sandbox', 'news --source newsapi', 'news --rebuild'],
  endings: [
    'noop',
    'partial',
    'locked',
    'bad-data',
    'blocked',
    'not-yet',
    'auth',
    'config',
    'disk',
    'stopped',
  ],
  missed: 'latest',
  network: true,
  load: () => import('./run.ts'),
});
