import type { Notification } from '../core/notification/notification.ts';
import type { Notifier, Told } from '../ports/notifier.ts';
import type { RunProgram } from '../ports/run-program.ts';

/** What a command needs. */
export interface CommandGiven {
  readonly runProgram: RunProgram;
  /** A line of the shell. */
  readonly line: string;
  readonly timeoutMs: number;
  readonly dress: (notification: Notification) => string;
}

/** sysexits: a message that is wrong by itself. */
const DATA_ERROR = 65;

/**
 * A line of the shell that is run for each message: JSON on its standard input, the title as `$1`.
 * Status 0 took it, 65 refuses this message for good, any other one is tried again.
 */
export function createCommand({ runProgram, line, timeoutMs, dress }: CommandGiven): Notifier {
  return {
    channel: 'command',
    windows: [{ seconds: 60, requests: 60 }],
    tell: async (notification, signal): Promise<Told> => {
      const words = ['/bin/sh', '-c', line, 'paperjobs-notify', notification.title];
      const ended = await runProgram(words, { timeoutMs, stdin: dress(notification), signal });
      if (ended.status === 0) return { kind: 'sent' };
      const complaint = ended.stderr.trim().split('\n').at(-1) ?? '';
      const how = ended.fault ?? `the command ended with ${ended.status ?? 'no status'}`;
      const reason = complaint === '' ? how : `${how}: ${complaint.slice(0, 200)}`;
      return { kind: ended.status === DATA_ERROR ? 'refused' : 'later', reason };
    },
  };
}
