import { OLDEST_SQLITE, olderThan } from '../versions.ts';
import { bad, good, unknown, weak } from './finding.ts';
import type { Finding } from './finding.ts';

/** What this machine says of itself. Absent: it does not say. */
export interface MachineFacts {
  /** `v20.20.2`. */
  readonly nodeVersion: string;
  /** `3.53.2`. */
  readonly sqliteVersion: string;
  /** IANA name of the machine's zone. */
  readonly zone: string;
  /** Whether the clock is kept by NTP; absent without timedatectl. */
  readonly clockKept?: boolean;
  /** By the `Date` header of a source that was just asked: ours minus theirs. */
  readonly clockOffSeconds?: number;
}

/** The oldest Node that the program takes, as in package.json. */
const OLDEST_NODE = '20.19';
const CLOCK_MAY_BE_OFF = 5;

function clock({ clockKept, clockOffSeconds }: MachineFacts): Finding {
  const about = 'clock';
  if (clockOffSeconds !== undefined && Math.abs(clockOffSeconds) > CLOCK_MAY_BE_OFF) {
    const by = `${Math.abs(Math.round(clockOffSeconds))} s ${clockOffSeconds > 0 ? 'fast' : 'slow'}`;
    return bad(about, `the clock is ${by} by a source's`, 'set it: `timedatectl set-ntp true`');
  }
  if (clockKept === false) {
    const advice = 'closed bars and sessions are told by the clock: `timedatectl set-ntp true`';
    return weak(about, 'nothing keeps the clock right', advice);
  }
  if (clockKept === true) return good(about, 'kept by NTP');
  return unknown(about, 'timedatectl does not tell whether NTP keeps it');
}

/** What Node, SQLite, zone and clock are worth. */
export function judgeMachine(facts: MachineFacts): Finding[] {
  const { nodeVersion, sqliteVersion, zone } = facts;
  return [
    olderThan(nodeVersion, OLDEST_NODE)
      ? bad('node', `Node ${nodeVersion}`, `install Node ${OLDEST_NODE} or newer`)
      : good('node', `Node ${nodeVersion}`),
    olderThan(sqliteVersion, OLDEST_SQLITE)
      ? bad('sqlite', `SQLite ${sqliteVersion}`, 'reinstall: `npm ci` brings the right one')
      : good('sqlite', `SQLite ${sqliteVersion}`),
    good('zone', `${zone}; schedules are in Asia/Kolkata whatever it is`),
    clock(facts),
  ];
}
