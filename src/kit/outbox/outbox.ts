import type { DeliveryReport } from './deliver.ts';

/** The outbox, for commands. */
export interface Outbox {
  /** Sends what waits; see `deliver`. */
  deliver(budgetMs: number, hurry?: boolean): Promise<DeliveryReport>;
}
