export const ON_THE_NETWORK: readonly string[];
export const SHORT_AND_BUSY: readonly string[];
export const OVER_COLUMNS: readonly string[];
export const MANY_ROWS: readonly string[];
