import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  BLOCK_BEGIN,
  BLOCK_END,
  crontab,
  cutCrontab,
  joinCrontab,
} from '../../src/deploy/crontab.ts';
import type { CrontabStyle } from '../../src/deploy/crontab.ts';
import { crontabText } from '../../src/deploy/deploy-files.ts';
import { logrotateFile } from '../../src/deploy/logrotate.ts';
import { madeUpJob } from './made-up-jobs.ts';

const STYLE: CrontabStyle = {
  program: ['/usr/bin/node', '/opt/paperjobs/bin/paperjobs.js'],
  logFolder: '/var/log/paperjobs',
  zone: 'UTC',
  offsets: [0],
  cronTz: false,
  mailTo: '',
  environment: {},
};

const linesOf = (style: Partial<CrontabStyle>, job = madeUpJob()): string[] =>
  crontabText([job], [], { ...STYLE, ...style })
    .split('\n')
    .filter((line) => /^[\d*]/.test(line));

describe('a crontab', () => {
  it('is this, to the byte', () => {
    expect(crontabText([madeUpJob({ priority: 'low' })], [], { ...STYLE, mailTo: 'desk' })).toBe(
      `${BLOCK_BEGIN}
# Times are those of a cron in the zone UTC; for another zone: paperjobs schedule render --cron.
# Holidays and special hours are decided by each run, from the calendar.
SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
MAILTO="desk"
PAPERJOBS_TRIGGER=cron
# bell: Rings
45-59 3 * * 1-5 timeout -k 30 5m nice -n 10 /usr/bin/node /opt/paperjobs/bin/paperjobs.js bell >>/var/log/paperjobs/bell.log 2>&1
* 4-9 * * 1-5 timeout -k 30 5m nice -n 10 /usr/bin/node /opt/paperjobs/bin/paperjobs.js bell >>/var/log/paperjobs/bell.log 2>&1
0 10 * * 1-5 timeout -k 30 5m nice -n 10 /usr/bin/node /opt/paperjobs/bin/paperjobs.js bell >>/var/log/paperjobs/bell.log 2>&1
${BLOCK_END}
`,
    );
  });

  it('for a zone with daylight-saving time has the lines of both times of the year, each guarded', () => {
    const lines = linesOf({ zone: 'America/New_York', offsets: [-300, -240] });
    const guards = lines.map((line) =>
      /^(.*?) \[ "\$\(date \+\\%z\)" != (\S+) \] \|\| timeout/.exec(line),
    );
    expect(guards.every(Boolean)).toBe(true);
    const first = guards.map((match) => [match?.[1], match?.[2]]);
    expect(first).toContainEqual(['45-59 22 * * 0-4', '-0500']);
    expect(first).toContainEqual(['45-59 23 * * 0-4', '-0400']);
  });

  it('for a daemon that knows CRON_TZ has Indian times', () => {
    const text = crontabText([madeUpJob()], [], { ...STYLE, cronTz: true, offsets: [-300, -240] });
    expect(text).toContain('\nCRON_TZ=Asia/Kolkata\n');
    expect(linesOf({ cronTz: true })[0]).toMatch(/^15-59 9 \* \* 1-5 timeout/);
  });

  it('guards what cron and the shell would read as their own', () => {
    const program = ['/opt/my node', "/opt/50%/it's/paperjobs.js"] as const;
    const [line = ''] = linesOf({ program }, madeUpJob({ priority: 'high' }));
    expect(line).toContain(String.raw`'/opt/my node' '/opt/50\%/it'\''s/paperjobs.js' bell`);
    const shell = line
      .replace(/^.*?5m /, '')
      .replace(/ >>.*$/, '')
      .replaceAll(String.raw`\%`, '%');
    const words = execFileSync('/bin/sh', ['-c', `printf '%s\n' ${shell}`], { encoding: 'utf8' });
    expect(words).toBe("/opt/my node\n/opt/50%/it's/paperjobs.js\nbell\n");
  });

  it('ends with a line feed', () => {
    expect(crontab([], STYLE)).toMatch(/\n$/);
  });
});

describe('our part of a crontab', () => {
  const own = crontabText([madeUpJob()], [], STYLE);
  const foreign = '# mine\nSHELL=/bin/bash\n5 * * * * echo hello';

  it('goes to the end, and what belongs to others stays as it was', () => {
    const joined = joinCrontab(foreign, own);
    expect(joined.startsWith(`${foreign}\n`)).toBe(true);
    expect(cutCrontab(joined)).toEqual({ own, foreign: `${foreign}\n` });
    const later = `${joined}7 * * * * echo later\n`;
    const cut = cutCrontab(later);
    expect(cut.foreign).toBe(`${foreign}\n7 * * * * echo later\n`);
    expect(joinCrontab(cut.foreign, own).endsWith(`echo later\n${own}`)).toBe(true);
  });

  it('put twice is there once', () => {
    const once = joinCrontab(foreign, own);
    expect(joinCrontab(cutCrontab(once).foreign, own)).toBe(once);
  });

  it('where there is none leaves all to the others', () => {
    expect(cutCrontab(foreign)).toEqual({ foreign });
    expect(cutCrontab('')).toEqual({ foreign: '' });
    expect(cutCrontab(`${BLOCK_BEGIN}\nno end`)).toEqual({ foreign: `${BLOCK_BEGIN}\nno end` });
  });
});

describe('the file for logrotate', () => {
  it('names the owner where it is not whoever runs it', () => {
    expect(logrotateFile('/var/log/paperjobs', 'desk')).toContain('    su desk desk\n');
    expect(logrotateFile('/home/a b/logs')).toContain('"/home/a b/logs/*.log" {');
    expect(logrotateFile('/home/a b/logs')).not.toContain('su ');
  });
});
