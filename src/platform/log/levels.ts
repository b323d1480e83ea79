import type { LogLevel } from '../../ports/log.ts';

const SYSLOG_PRIORITY: Readonly<Record<LogLevel, number>> = {
  error: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
};

/** The level's number in syslog and in the journal: 3 for an error down to 7 for debugging. */
export function syslogPriority(level: LogLevel): number {
  return SYSLOG_PRIORITY[level];
}

/** Whether a line of that level is written when `threshold` is the least weighty level wanted. */
export function isWritten(level: LogLevel, threshold: LogLevel): boolean {
  return SYSLOG_PRIORITY[level] <= SYSLOG_PRIORITY[threshold];
}
