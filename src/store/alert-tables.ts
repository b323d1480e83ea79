import type { Generated } from 'kysely';

/** Tables of alert rules. Meanings of columns are in the migrations. */
export interface AlertTables {
  alert_rules: {
    rule_id: number;
    subject: string;
    condition: string;
    interval: string | null;
    enabled: Generated<number>;
    once: number;
    cooldown_seconds: number;
    hysteresis: string | null;
    valid_from: number | null;
    valid_until: number | null;
    priority: string;
    channels: string | null;
    note: string | null;
    levels_on: string;
    created_at: number;
    revision: Generated<number>;
  };
  alert_states: {
    rule_id: number;
    symbol: string;
    active: number;
    sides: string;
    seen_at: number;
    fired_at: number | null;
    problem: string | null;
  };
  alert_events: {
    event_id: Generated<number>;
    rule_id: number;
    symbol: string;
    at: number;
    noticed_at: number;
    rule: string;
    figures: string;
    run_id: string;
  };
}
