import type { Instant } from '../market/instant.ts';

/** Ways out of the program, by name. */
export const CHANNELS = ['email', 'telegram', 'ntfy', 'webhook', 'command'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How loudly a message asks for attention; `urgent` is for money at risk and for jobs that stay broken. */
export const NOTIFICATION_PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type NotificationPriority = (typeof NOTIFICATION_PRIORITIES)[number];

/** A figure of a message: name and value, as people read them. */
export type NotificationFact = readonly [name: string, value: string];

/** A message before it is queued. Plain text without markup: each channel dresses it by itself. */
export interface NotificationDraft {
  /** What it is about, kebab-case: `alert`, `job-failed`, `corporate-action`, `digest`. */
  readonly topic: string;
  /**
   * Names what is told: of two messages with the same key only the first is ever kept. Something
   * that may happen again carries its day or moment in the key.
   */
  readonly dedupeKey: string;
  readonly priority: NotificationPriority;
  /** One line. */
  readonly title: string;
  /** Paragraphs, parted by line ends; may be empty. */
  readonly body: string;
  /** Figures beside the body, in order. */
  readonly facts?: readonly NotificationFact[];
  /** Real time (`ctx.wall`), for a message grows old by it. */
  readonly at: Instant;
  /** The run that tells it. Absent: no run does. */
  readonly runId?: string;
  /** Only these ways out, as far as they are switched on. Absent: all of them. */
  readonly channels?: readonly Channel[];
}

/** Where a message stands: `failed` was refused by a channel for good, `expired` grew too old. */
export type NotificationState = 'queued' | 'sent' | 'failed' | 'expired';

/** Where one channel stands with a message. */
export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'refused';

/** A message of the outbox. */
export interface Notification extends Omit<NotificationDraft, 'facts'> {
  readonly id: number;
  readonly facts: readonly NotificationFact[];
  readonly state: NotificationState;
}
