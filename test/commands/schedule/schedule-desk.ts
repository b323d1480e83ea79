import { resolveSettings } from '../../../src/config/resolve.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../../src/kit/command.ts';
import type { Job } from '../../../src/kit/job.ts';
import { pathsBelow } from '../../support/bench.ts';
import { madeUpJob } from '../../deploy/made-up-jobs.ts';
import { memoryMachine } from '../memory-machine.ts';
import type { MemoryMachine } from '../memory-machine.ts';
import { textOfResult } from '../reading-desk.ts';

export const BELL = madeUpJob({ name: 'bell' });
export const BROOM = madeUpJob({
  name: 'broom',
  network: false,
  schedules: [{ days: 'Sun', at: ['02:30'] }],
});
export const UNITS = '/etc/systemd/system';

/** What no option was given for. */
const ASKED = {
  systemd: undefined,
  cron: false,
  cronTz: false,
  zone: undefined,
  mailto: undefined,
  jobs: undefined,
  output: undefined,
  dryRun: false,
} as const;
type Asked = { readonly [Name in keyof typeof ASKED]?: unknown };

interface Desk {
  readonly machine: MemoryMachine;
  ask(
    run: (ctx: CommandContext, asked: never) => Promise<CommandResult>,
    asked?: Asked,
  ): Promise<CommandResult>;
}

export function desk(
  machine: MemoryMachine = memoryMachine(),
  jobs: readonly Job[] = [BELL, BROOM],
  configText?: string,
): Desk {
  const clock = { now: () => readInstant('2026-11-05T12:00') };
  const resolved = resolveSettings({
    flags: {},
    env: {},
    configText,
    defaults: { data_dir: '/root/.local/share/paperjobs' },
  });
  const ctx = {
    clock,
    wall: clock,
    paths: pathsBelow('/root/.local/share/paperjobs'),
    resolved,
    jobs,
    sandbox: false,
    log: { write: () => undefined },
    files: machine,
    calendar: async () => calendarOf('XNSE'),
    machine: async () => machine,
  } as unknown as CommandContext;
  return { machine, ask: (run, asked = {}) => run(ctx, { ...ASKED, ...asked } as never) };
}

export const linesOf = (result: CommandResult): string[] =>
  textOfResult(result).trimEnd().split('\n');
export const SYSTEM = { systemd: 'system' } as const;
