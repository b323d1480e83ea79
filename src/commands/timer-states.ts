import type { Flavour } from '../deploy/installation.ts';
import type { Machine } from '../ports/machine.ts';

/** What systemd says of a timer. */
export interface TimerState {
  readonly name: string;
  readonly enabled: boolean;
  readonly active: boolean;
  /** When it fires next, in systemd's words; absent: never, or it is off. */
  readonly next?: string;
}

/** The words of a `systemctl` command line. */
export function systemctl(flavour: Flavour, ...words: readonly string[]): string[] {
  return ['systemctl', ...(flavour === 'user' ? ['--user'] : []), ...words];
}

/** The state of timers, in their order; all off where no systemd answers. */
export async function timerStates(
  machine: Machine,
  flavour: Flavour,
  names: readonly string[],
): Promise<readonly TimerState[]> {
  if (names.length === 0) return [];
  const properties = '--property=Id,UnitFileState,ActiveState,NextElapseUSecRealtime';
  const told = await machine.ask(systemctl(flavour, 'show', properties, ...names));
  const records = (told?.status === 0 ? told.stdout : '').split('\n\n').map((text) => {
    const pairs = text.split('\n').map((line) => line.split('=', 2));
    return new Map(pairs.map(([key = '', value = '']) => [key, value]));
  });
  return names.map((name) => {
    const record = records.find((one) => one.get('Id') === name);
    const next = record?.get('NextElapseUSecRealtime') ?? '';
    return {
      name,
      enabled: record?.get('UnitFileState') === 'enabled',
      active: record?.get('ActiveState') === 'active',
      ...(next === '' || next === 'n/a' ? {} : { next }),
    };
  });
}
