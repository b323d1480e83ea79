import type { JobProcesses } from '../ports/job-processes.ts';
import type { Desk } from './desk.ts';

/** The flags that a job which is started from here shares with its starter. */
function sharedWords({ flags }: Desk): string[] {
  const told: readonly (readonly [string, string | undefined])[] = [
    ['--config', flags.config],
    ['--data-dir', flags.dataDir],
    ['--as-of', flags.asOf],
    ['--log-format', flags.logFormat],
  ];
  const switched: readonly (readonly [string, boolean])[] = [
    ['--sandbox', flags.sandbox],
    ['--dry-run', flags.dryRun],
    ['--quiet', flags.quiet],
    ['--verbose', flags.verbose],
  ];
  return [
    ...switched.flatMap(([flag, on]) => (on ? [flag] : [])),
    ...told.flatMap(([flag, value]) => (value === undefined ? [] : [flag, value])),
  ];
}

/** Jobs as processes of their own, with the settings of this desk. */
export function processesOf(desk: Desk): JobProcesses {
  const { node, stderrIsTty } = desk.self;
  return {
    async start(words, by) {
      // Loaded by the few runs that start others.
      const { jobProcesses } = await import('../platform/job-processes.ts');
      const processes = jobProcesses(node.argv[1] ?? '', sharedWords(desk), node.env, stderrIsTty);
      return processes.start(words, by);
    },
  };
}
