import { spawn } from 'node:child_process';

/** A command that is given finished backups, and how long it may take. */
export interface AfterCommand {
  readonly command: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/**
 * Hands a finished backup to a command of the desk's, such as rclone or restic: a line of the shell
 * with the manifest's path as `$1`. What it prints goes to standard error, never into a row: nobody
 * knows what secrets stand in it. It has no input, and its whole process group is killed when its time
 * is over or the run is asked to end.
 *
 * @returns what went wrong, in words; absent when it ended with 0
 */
export async function runAfterCommand(
  { command, timeoutSeconds, signal }: AfterCommand,
  manifestPath: string,
): Promise<string | undefined> {
  signal.throwIfAborted();
  const child = spawn('/bin/sh', ['-c', command, 'backup.after_command', manifestPath], {
    stdio: ['ignore', 2, 2],
    detached: true,
  });
  let late = false;
  const killAll = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    late = true;
    killAll();
  }, timeoutSeconds * 1000);
  signal.addEventListener('abort', killAll);
  try {
    const ended = await new Promise<string | undefined>((resolve) => {
      child.on('error', (error) => resolve(`could not be started: ${error.message}`));
      child.on('exit', (status, killedBy) => {
        const how = killedBy ? `was ended by ${killedBy}` : `ended with status ${String(status)}`;
        resolve(status === 0 ? undefined : how);
      });
    });
    signal.throwIfAborted();
    return late ? `was not done after ${timeoutSeconds} s and was ended` : ended;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', killAll);
  }
}
