import { describe, expect, test } from 'vitest';
import { readToml } from '../../src/config/read-toml.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { failureFrom } from './failure-of.ts';

const FILE = '/etc/paperjobs/paperjobs.toml';
const problemsOf = (text: string): string => {
  try {
    readToml(text, FILE);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'none';
};

describe('tables of jobs', () => {
  test('tell everything that can be told of a job, and where it stands', () => {
    const text = `[log]
level = "debug"

[jobs.alerts]
enabled = true
interval = "1m"
market_hours_only = true
options = "--symbols TCS,INFY"
priority = "critical"

[jobs]
eod = { enabled = false, schedule = "30 19 * * 1-5", options = ["--backfill-days", "3"] }
`;
    const { jobs } = resolveSettings({
      flags: {},
      env: {},
      configText: text,
      configPath: FILE,
      defaults: { data_dir: '/data' },
    });
    expect(jobs).toEqual([
      {
        job: 'alerts',
        place: `${FILE}:4`,
        enabled: true,
        interval: '1m',
        marketHoursOnly: true,
        options: ['--symbols', 'TCS,INFY'],
        priority: 'critical',
      },
      {
        job: 'eod',
        place: `${FILE}:12`,
        enabled: false,
        schedule: '30 19 * * 1-5',
        options: ['--backfill-days', '3'],
      },
    ]);
  });

  test.each([
    ['[jobs.a]\nenabled = "no"', ':2:1: jobs.a.enabled: expected true or false, found "no"'],
    ['[jobs.a]\ninterval = "often"', 'expected a length of time such as "1m", found "often"'],
    ['[jobs.a]\ninterval = 5', 'expected a length of time such as "1m", found 5'],
    ['[jobs.a]\npriority = "top"', 'expected one of critical, high, medium, low, found "top"'],
    ['[jobs.a]\nschedule = ""', 'expected a cron pattern'],
    ['[jobs.a]\noptions = []', 'expected options as a text or a list of texts'],
    ['[jobs.a]\nintervall = "1m"', 'found an unknown key; did you mean interval?'],
    [
      '[jobs.a]\ninterval = "1m"\nschedule = "* * * * *"',
      'either interval or schedule, found both',
    ],
    ['[jobs]\na = 3', 'jobs.a: expected a table such as [jobs.alerts], found a value'],
    ['jobs = 3', 'jobs: expected a table such as [jobs.alerts], found a value'],
  ])('%j is refused', (text, words) => {
    expect(problemsOf(text)).toContain(words);
  });
});

test.each(['constructor', '__proto__', 'toString'])('%s is an unknown key of a job', (key) => {
  const failure = failureFrom(() => readToml(`[jobs.eod]\n${key} = true\n`, 'paperjobs.toml'));
  expect(failure.code).toBe('config');
  expect(failure.message).toContain('unknown key');
});
