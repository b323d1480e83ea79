import type { RunStart } from '../core/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SystemLogEntry } from '../store/system-log.ts';

/** Entries that one run keeps at most: a loop that warns for ever must not fill the disk. */
const MOST_ENTRIES = 200;

/** A log that remembers the warnings and errors of a run, for the ledger and the report. */
export interface Hearing {
  readonly log: Log;
  warn(sentence: string): void;
  warnings(): readonly string[];
  entries(): readonly SystemLogEntry[];
}

/** Listens to what a run logs. */
export function hearing(log: Log, run: Pick<RunStart, 'id' | 'job'>, wall: Clock): Hearing {
  const entries: SystemLogEntry[] = [];
  const warnings: string[] = [];
  const listening: Log = {
    write(level, event, fields = {}) {
      log.write(level, event, fields);
      const weighty = level === 'warning' || level === 'error';
      if (!weighty || entries.length >= MOST_ENTRIES) return;
      entries.push({ runId: run.id, job: run.job, at: wall.now(), level, event, fields });
    },
  };
  return {
    log: listening,
    warn(sentence) {
      listening.write('warning', sentence);
      if (warnings.length < MOST_ENTRIES) warnings.push(sentence);
    },
    warnings: () => warnings,
    entries: () => entries,
  };
}
