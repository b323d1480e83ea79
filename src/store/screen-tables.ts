import type { ScreenName } from '../core/screen/names.ts';

/** The screener table, as the newest migration leaves it. Meanings of columns are in `core/screen`. */
export interface ScreenTables {
  screen: { session: string; instrument_id: number } & Record<ScreenName, number | null>;
}
