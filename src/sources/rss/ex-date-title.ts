/** A company and the day on which its share goes ex, as the title of an entry has them. */
export interface ExDateTitle {
  readonly company: string;
  /** As it is written: `05-Aug-2025`. */
  readonly day: string;
}

/** Where company and day part: `Kite & Kin Limited - Ex-Date: 05-Aug-2025`. */
const BETWEEN = / ?- ?Ex-?\s?Date ?: ?/i;

/** Reads the title of an entry of NSE's corporate actions; absent where it is none. */
export function readExDateTitle(title: string): ExDateTitle | undefined {
  const at = BETWEEN.exec(title);
  if (!at || at.index === 0) return undefined;
  const day = title.slice(at.index + at[0].length);
  return /^\S+$/.test(day) ? { company: title.slice(0, at.index), day } : undefined;
}
