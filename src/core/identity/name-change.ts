import type { SessionDate } from '../market/session-date.ts';

/** A company that goes by another name from a day on. */
export interface NameChange {
  readonly symbol: string;
  readonly oldName: string;
  readonly newName: string;
  readonly on: SessionDate;
}
