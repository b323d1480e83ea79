import { deliver } from '../kit/outbox/deliver.ts';
import type { Outbox } from '../kit/outbox/outbox.ts';
import { pacer } from '../platform/clock.ts';
import { createPosting } from '../platform/post.ts';
import { random } from '../platform/random.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { OpenStore } from '../store/store.ts';
import type { Desk } from './desk.ts';
import { TRY_MS, notifiersOf } from './notifiers.ts';

/** The ways out of one run, and the connections that they share. */
export interface OpenNotifiers {
  readonly notifiers: readonly Notifier[];
  close(): Promise<void>;
}

/** Opens the ways out that the desk's settings switch on; nothing is connected yet. */
export async function openNotifiers(desk: Desk): Promise<OpenNotifiers> {
  const posting = createPosting();
  return { notifiers: await notifiersOf(desk, posting.post), close: () => posting.close() };
}

/** The outbox of one run. */
export function outboxOf(
  desk: Desk,
  { store, requests }: Pick<OpenStore, 'store' | 'requests'>,
  { notifiers }: OpenNotifiers,
  signal: AbortSignal,
): Outbox {
  const { settings, wall, log, redact } = desk;
  const keepHours = settings['notify.keep_hours'];
  const claimedBy = random.uuid();
  const means = { store, requests, wall, pacer, random, log, signal, redact };
  return {
    deliver: (budgetMs, hurry) =>
      deliver({ ...means, notifiers, claimedBy, keepHours, tryMs: TRY_MS }, budgetMs, hurry),
  };
}
