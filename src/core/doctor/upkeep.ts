import { dayNumber } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { Instant } from '../market/instant.ts';
import { bad, good, unknown, weak } from './finding.ts';
import type { Finding } from './finding.ts';

/** A credential, without its value. */
export interface CredentialFacts {
  readonly key: string;
  /** Absent: it is set nowhere. */
  readonly from?: string;
  /** Why it could not be read. */
  readonly fault?: string;
  /** When it ends, where it tells. */
  readonly ends?: Instant;
}

const DAY = 86_400;
const days = (seconds: number): string => {
  const whole = Math.floor(seconds / DAY);
  return whole >= 1 ? `${whole} days` : `${Math.floor(seconds / 3600)} hours`;
};

/** What each credential that is set, or cannot be read, is worth. */
export function judgeCredentials(credentials: readonly CredentialFacts[], now: Instant): Finding[] {
  return credentials.flatMap(({ key, from, fault, ends }) => {
    const about = `credential ${key}`;
    if (fault !== undefined) return [bad(about, fault, 'mend the place or remove the setting')];
    if (from === undefined) return [];
    if (ends === undefined) return [good(about, `read from ${from}`)];
    const advice = 'get a new one and keep it: `paperjobs auth upstox`';
    if (ends <= now) return [bad(about, `ended ${days(now - ends)} ago`, advice)];
    if (ends - now < 7 * DAY && ends - now > DAY) {
      return [weak(about, `ends in ${days(ends - now)}`, advice)];
    }
    return [good(about, `good for ${days(ends - now)}`)];
  });
}

/** How far the exchange's calendar reaches. */
export function judgeCalendar(knownTo: SessionDate, today: SessionDate): Finding {
  const about = 'calendar';
  const left = dayNumber(knownTo) - dayNumber(today);
  const advice = 'learn the new year: `paperjobs calendar update`, or install a newer version';
  if (left < 0)
    return bad(about, `it ended on ${knownTo}: sessions are not known any more`, advice);
  if (left < 30) return weak(about, `it ends on ${knownTo}`, advice);
  return good(about, `known to ${knownTo}`);
}

/** The newest sound copies. Absent: there is none. */
export interface BackupFacts {
  readonly newest?: Instant;
  /** When one was last restored and recounted. */
  readonly proven?: Instant;
  readonly damaged: number;
}

/** What the backups are worth. */
export function judgeBackups({ newest, proven, damaged }: BackupFacts, now: Instant): Finding[] {
  const backup = ((): Finding => {
    const about = 'backup';
    if (damaged > 0) return bad(about, `${damaged} are damaged`, 'see `paperjobs backup verify`');
    if (newest === undefined) return weak(about, 'there is none', 'take one: `paperjobs backup`');
    const age = now - newest;
    if (age <= 2 * DAY) return good(about, `${days(age)} old`);
    return weak(about, `the newest is ${days(age)} old`, 'take one: `paperjobs backup`');
  })();
  if (newest === undefined) return [backup];
  const advice = 'restore one for practice: `paperjobs backup --drill`';
  if (proven === undefined) return [backup, weak('restore drill', 'none was ever done', advice)];
  const age = now - proven;
  return [
    backup,
    age <= 45 * DAY
      ? good('restore drill', `${days(age)} ago`)
      : weak('restore drill', `the last was ${days(age)} ago`, advice),
  ];
}

/** A run whose row is still open. */
export interface OpenRunFacts {
  readonly job: string;
  readonly id: string;
  readonly startedAt: Instant;
  readonly timeoutMinutes: number;
  /** Whether its process lives on this machine; absent: it ran on another one. */
  readonly alive?: boolean;
}

/** Runs that are under way for too long, or that nobody closed. */
export function judgeRuns(runs: readonly OpenRunFacts[], now: Instant): Finding[] {
  const stuck = runs.filter(
    ({ startedAt, timeoutMinutes, alive }) =>
      alive === false || now - startedAt > timeoutMinutes * 60,
  );
  if (stuck.length === 0) return [good('runs', `${runs.length} under way, none stuck`)];
  return stuck.map(({ job, id, startedAt, alive }) => {
    const since = `${job} since ${days(now - startedAt)}, run ${id}`;
    if (alive === false) {
      return weak(
        'runs',
        `died without a word: ${since}`,
        `its next run closes it: \`paperjobs ${job}\``,
      );
    }
    return bad(
      'runs',
      `does not end: ${since}`,
      `look with \`paperjobs logs ${job}\`, then end it`,
    );
  });
}

/** A source that was asked for a small thing. */
export interface SourceFacts {
  readonly source: string;
  /** Absent: it answered. */
  readonly fault?: string;
  /** When its open circuit closes again. */
  readonly openUntil?: Instant;
}

/** Which sources can be reached. */
export function judgeSources(sources: readonly SourceFacts[]): Finding[] {
  if (sources.length === 0) return [unknown('sources', 'none was asked: `--online` asks them')];
  return sources.map(({ source, fault, openUntil }) => {
    const about = `source ${source}`;
    if (openUntil !== undefined) {
      return weak(
        about,
        'too many failures: it is left alone for a while',
        'see `paperjobs status`',
      );
    }
    if (fault === undefined) return good(about, 'answers');
    return bad(
      about,
      fault,
      'check the network, proxies and whether the exchange blocks this address',
    );
  });
}
