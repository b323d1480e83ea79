/** How far a security may move on a day, and whether it is watched, as published for a session. */
export interface PriceBand {
  readonly symbol: string;
  readonly series: string;
  /** Per cent of the previous close, both ways; absent: no fixed band. */
  readonly percent?: number;
  /** Surveillance in the exchange's words, such as `GSM STAGE - I`; absent: none. */
  readonly remark?: string;
}
