/** How log lines look: coloured with a spinner, prefixed for the journal, plain with the time, or JSON. */
export type LogFace = 'terminal' | 'journal' | 'plain' | 'json';

/** What is known of the file descriptor that the log goes to. */
interface LogOutput {
  /** `JOURNAL_STREAM` of the environment, `device:inode` in decimal. */
  readonly journalStream: string | undefined;
  readonly stderrStat: { readonly dev: number | bigint; readonly ino: number | bigint };
  readonly isTty: boolean;
}

/**
 * The face that suits an output. The variable alone is not enough: it is inherited by children
 * whose output goes elsewhere.
 *
 * @see systemd.exec(5), $JOURNAL_STREAM
 */
export function detectFace(output: LogOutput): Exclude<LogFace, 'json'> {
  const { dev, ino } = output.stderrStat;
  if (output.journalStream === `${dev}:${ino}`) return 'journal';
  return output.isTty ? 'terminal' : 'plain';
}
