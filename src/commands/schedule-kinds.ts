import { Failure } from '../core/failure.ts';
import type { Flavour } from '../deploy/installation.ts';

/** What starts jobs: units of a flavour, or cron. */
export type ScheduleKind = Flavour | 'cron';

/** The options that name it. */
export interface AskedKinds {
  readonly systemd: string | undefined;
  readonly cron: boolean;
}

/** What the options name, units first. @throws Failure `usage` when they name nothing */
export function askedKinds({ systemd, cron }: AskedKinds): readonly ScheduleKind[] {
  const kinds: ScheduleKind[] = [];
  if (systemd !== undefined) kinds.push(systemd === 'user' ? 'user' : 'system');
  if (cron) kinds.push('cron');
  if (kinds.length > 0) return kinds;
  throw new Failure('usage', 'expected --systemd, --systemd=user or --cron, found none of them');
}

/** The one thing that the options name. @throws Failure `usage` when it is none or both */
export function askedKind(asked: AskedKinds): ScheduleKind {
  const [kind, other] = askedKinds(asked);
  if (kind !== undefined && other === undefined) return kind;
  throw new Failure('usage', 'expected either --systemd or --cron, found both');
}
