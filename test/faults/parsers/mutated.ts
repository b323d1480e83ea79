/** An answer with something wrong in it. */
export interface Mutated {
  /** What was done, for the sentence of a failure. */
  readonly what: string;
  readonly text: string;
  /** How many rows may be read otherwise than before; `nothing` when it means the same. */
  readonly alters: number | 'nothing' | 'all';
}
