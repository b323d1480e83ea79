import type { Generated } from 'kysely';

/** Tables of the outbox, as the newest migration leaves them. Meanings of columns are in migration 7. */
export interface NotificationTables {
  notifications: {
    notification_id: Generated<number>;
    dedupe_key: string;
    topic: string;
    priority: string;
    title: string;
    body: string;
    facts: string;
    channels: string | null;
    created_at: number;
    run_id: string | null;
    state: Generated<string>;
  };
  notification_deliveries: {
    notification_id: number;
    channel: string;
    state: string;
    attempts: number;
    due_at: number;
    claimed_by: string | null;
    ended_at: number | null;
    last_error: string | null;
  };
}
