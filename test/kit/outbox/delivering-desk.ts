import { instant } from '../../../src/core/market/instant.ts';
import type { NotificationDraft } from '../../../src/core/notification/notification.ts';
import type { Delivering } from '../../../src/kit/outbox/delivering.ts';
import type { Notifier, Told } from '../../../src/ports/notifier.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { NOW } from '../../support/opened-store.ts';

type Answer = Told | 'hang' | Error;

/** A channel that answers as it is told to, and remembers what reached it. */
export function sink(channel: Notifier['channel'] = 'telegram') {
  const taken: string[] = [];
  const tried: string[] = [];
  let answer: (title: string) => Answer = () => ({ kind: 'sent' });
  const notifier: Notifier = {
    channel,
    windows: [],
    tell: async ({ title }, signal) => {
      tried.push(title);
      const how = answer(title);
      if (how instanceof Error) throw how;
      if (how === 'hang') {
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        });
      }
      if (how.kind === 'sent') taken.push(title);
      return how;
    },
  };
  return {
    notifier,
    taken,
    tried,
    answer: (next: typeof answer) => void (answer = next),
  };
}

export const down = (): Answer => ({ kind: 'later', reason: 'the connection was refused' });
export const up = (): Answer => ({ kind: 'sent' });

/** An outbox whose clocks the test moves; several "processes" may share its store. */
export function desk(opened: OpenStore) {
  let [seconds, processes] = [0, 0];
  const warnings: string[] = [];
  const given = (notifiers: readonly Notifier[], more: Partial<Delivering> = {}): Delivering => ({
    store: opened.store,
    requests: opened.requests,
    wall: { now: () => instant(NOW + seconds) },
    pacer: {
      monotonicMs: () => seconds * 1000,
      sleep: async (milliseconds) => void (seconds += milliseconds / 1000),
    },
    random: { fraction: () => 0, uuid: () => 'unused' },
    log: {
      write: (level, event, fields) =>
        void warnings.push(`${level}: ${event}: ${String(fields?.['reason'])}`),
    },
    signal: new AbortController().signal,
    redact: (text) => text.replaceAll('s3cret', '•••'),
    notifiers,
    claimedBy: `process-${++processes}`,
    keepHours: 72,
    tryMs: 200,
    ...more,
  });
  return {
    given,
    warnings,
    pass: (more: number) => void (seconds += more),
    queue: (...titles: readonly string[]) =>
      opened.store.write(async ({ notifications }) => {
        for (const title of titles) {
          await notifications.queue(draftOf(title, instant(NOW + seconds)));
        }
      }),
  };
}

export function draftOf(
  title: string,
  at = NOW,
  more: Partial<NotificationDraft> = {},
): NotificationDraft {
  return { topic: 'test', dedupeKey: title, priority: 'normal', title, body: '', at, ...more };
}

export const BUDGET_MS = 10_000;
