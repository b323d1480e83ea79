import { IST_OFFSET_SECONDS } from '../../core/market/instant.ts';
import type { Log, LogFields, LogLevel } from '../../ports/log.ts';
import type { Redact } from '../redact.ts';
import type { LogFace } from './face.ts';
import { blankedFields, formatFields } from './fields.ts';
import { isWritten, syslogPriority } from './levels.ts';

export interface LogOptions {
  readonly face: Exclude<LogFace, 'terminal'>;
  /** Least weighty level that is written. */
  readonly level: LogLevel;
  /** Takes one line without its line end. */
  readonly write: (line: string) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly redact: Redact;
}

/** One event, its secrets already blanked. */
interface Entry {
  readonly level: LogLevel;
  readonly event: string;
  readonly fields: LogFields;
  readonly atMs: number;
}

function textOf({ event, fields }: Entry): string {
  const tail = formatFields(fields);
  return tail === '' ? event : `${event} ${tail}`;
}

/** The journal takes each line for an entry: a line without a prefix would lose its level. */
function journalLines(entry: Entry): string[] {
  return textOf(entry)
    .split(/\r?\n/)
    .map((line) => `<${syslogPriority(entry.level)}>${line}`);
}

function istWallTime(atMs: number): string {
  const shifted = new Date(atMs + IST_OFFSET_SECONDS * 1000).toISOString();
  return shifted.slice(0, 19).replace('T', ' ');
}

function plainLines(entry: Entry): string[] {
  const [first = '', ...rest] = textOf(entry).split(/\r?\n/);
  const head = `${istWallTime(entry.atMs)} ${entry.level} ${first}`;
  return [head, ...rest.map((line) => `  ${line}`)];
}

function jsonLines({ level, event, fields, atMs }: Entry): string[] {
  // A field of such a name must not replace what the line says of itself.
  return [JSON.stringify({ ...fields, time: new Date(atMs).toISOString(), level, event })];
}

const LINES: Readonly<Record<LogOptions['face'], (entry: Entry) => string[]>> = {
  journal: journalLines,
  plain: plainLines,
  json: jsonLines,
};

/**
 * A log that writes lines in one of three faces. `journal`: `<3>`…`<7>` before every line, no time;
 * `plain`: Indian wall time, level, event and fields; `json`: one object a line with `time` in UTC,
 * `level`, `event` and the fields. Secrets are blanked in events and in fields.
 */
export function createLog(options: LogOptions): Log {
  const { face, level: threshold, write, now, redact } = options;
  return {
    write: (level, event, fields = {}) => {
      if (!isWritten(level, threshold)) return;
      const entry = {
        level,
        event: redact(event),
        fields: blankedFields(fields, redact),
        atMs: now(),
      };
      for (const line of LINES[face](entry)) write(line);
    },
  };
}
