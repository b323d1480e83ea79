import { Chalk } from 'chalk';
import type { Ora } from 'ora';
import type { Log, LogFields, LogLevel, Progress } from '../ports/log.ts';

/** How a terminal's log line is made: blanking and the shape of fields come from outside. */
export interface TerminalFace {
  readonly colour: boolean;
  /** Whether a line of that level is wanted. */
  readonly wants: (level: LogLevel) => boolean;
  readonly line: (event: string, fields: LogFields) => string;
  readonly write: (text: string) => void;
  /** Where the spinner turns; the process's standard error unless told. */
  readonly stream?: NodeJS.WritableStream;
}

const MARKS: Readonly<Record<LogLevel, string>> = {
  error: 'error',
  warning: 'warning',
  notice: 'note',
  info: '·',
  debug: '··',
};

/** A log and a progress display that share one terminal: a line never lands inside the spinner. */
export interface TerminalSinks {
  readonly log: Log;
  readonly progress: Progress;
}

/** Seconds as `8 s` or `2 min`. */
function etaWords(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/**
 * The terminal's face: coloured marks, and a spinner with counts and time to go.
 *
 * @param now milliseconds that never go back
 */
export function terminalSinks(face: TerminalFace, now: () => number): TerminalSinks {
  const chalk = new Chalk({ level: face.colour ? 1 : 0 });
  const paint: Readonly<Record<LogLevel, (text: string) => string>> = {
    error: chalk.red,
    warning: chalk.yellow,
    notice: chalk.green,
    info: chalk.dim,
    debug: chalk.dim,
  };
  let spinner: Ora | undefined;
  let loading = false;
  let stopped = false;
  let text = '';
  const began = now();

  function spin(): void {
    if (spinner) spinner.text = text;
    if (spinner || loading || stopped) return;
    loading = true;
    // Loaded only when there is something to show: it costs as much as the whole start.
    void import('ora').then(({ default: ora }) => {
      if (stopped) return undefined;
      const stream = face.stream ?? process.stderr;
      spinner = ora({
        text,
        stream,
        discardStdin: false,
        ...(face.colour ? {} : { color: false }),
      }).start();
      return undefined;
    });
  }

  return {
    log: {
      write(level, event, fields = {}) {
        if (!face.wants(level)) return;
        spinner?.clear();
        face.write(`${paint[level](MARKS[level])} ${face.line(event, fields)}\n`);
        spinner?.render();
      },
    },
    progress: {
      update(label, done, total) {
        const spent = (now() - began) / 1000;
        const left =
          total !== undefined && done > 0 && done < total
            ? `, ${etaWords((spent / done) * (total - done))} to go`
            : '';
        text = `${label} ${done}${total === undefined ? '' : ` of ${total}`}${left}`;
        spin();
      },
      stop() {
        stopped = true;
        spinner?.stop();
        spinner = undefined;
      },
    },
  };
}
