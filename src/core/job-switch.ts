import { instant } from './market/instant.ts';
import type { Instant } from './market/instant.ts';

/** A job that is switched off; `until` absent: until somebody switches it on. */
export interface SwitchedOff {
  readonly until?: Instant;
}

const UNTIL = /^no until (\d+)$/;

/** How a switch is kept: `yes`, `no`, or `no until` an instant. */
export function switchText(off: SwitchedOff | undefined): string {
  if (!off) return 'yes';
  return off.until === undefined ? 'no' : `no until ${off.until}`;
}

/**
 * Reads a kept switch.
 *
 * @param text absent: nobody ever touched it
 * @returns absent when the job is on, as it is again from the instant of `until`
 */
export function readSwitch(text: string | undefined, now: Instant): SwitchedOff | undefined {
  if (text === 'no') return {};
  const until = UNTIL.exec(text ?? '')?.[1];
  if (until === undefined || Number(until) <= now) return undefined;
  return { until: instant(Number(until)) };
}
