import type { TerminalSinks } from '../cli/terminal.ts';
import type { Settings } from '../config/settings.ts';
import { detectFace } from '../platform/log/face.ts';
import { blankedFields, formatFields } from '../platform/log/fields.ts';
import { isWritten } from '../platform/log/levels.ts';
import { createLog } from '../platform/log/log.ts';
import { pacer, wallMs } from '../platform/clock.ts';
import type { Progress } from '../ports/log.ts';
import type { Redact } from '../platform/redact.ts';
import { wantsColour } from './invocation.ts';
import type { GlobalFlags, Process } from './invocation.ts';

/** Progress where nobody watches. */
const silentProgress: Progress = {
  update: () => undefined,
  stop: () => undefined,
};

/** The log and the progress display that fit where standard error goes. */
export async function sinksFor(
  self: Process,
  settings: Settings,
  flags: GlobalFlags,
  redact: Redact,
): Promise<TerminalSinks> {
  const level = settings['log.level'];
  const asked = settings['log.format'];
  const face =
    asked === 'auto'
      ? detectFace({
          journalStream: self.env['JOURNAL_STREAM'],
          stderrStat: self.stderrStat,
          isTty: self.stderrIsTty,
        })
      : asked;
  if (face === 'terminal') {
    // Colours are loaded where there is a terminal to show them.
    const { terminalSinks } = await import('../cli/terminal.ts');
    return terminalSinks(
      {
        colour: wantsColour(self, flags),
        wants: (wanted) => isWritten(wanted, level),
        line: (event, fields) =>
          [redact(event), formatFields(blankedFields(fields, redact))].join(' ').trimEnd(),
        write: self.err,
      },
      () => pacer.monotonicMs(),
    );
  }
  const write = (line: string): void => self.err(`${line}\n`);
  return {
    log: createLog({ face, level, write, now: wallMs, redact }),
    progress: silentProgress,
  };
}
