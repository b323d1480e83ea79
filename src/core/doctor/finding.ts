/** How a thing stands. `unknown`: it could not be looked at, which is no fault in itself. */
export type Standing = 'good' | 'weak' | 'bad' | 'unknown';

/** What was looked at, what was found, and what to do about it. */
export interface Finding {
  /** What was looked at: `free space`. */
  readonly about: string;
  readonly standing: Standing;
  /** One sentence. */
  readonly found: string;
  /** Absent where nothing is to be done. */
  readonly advice?: string;
}

/** A thing as it should be. */
export const good = (about: string, found: string): Finding => ({ about, standing: 'good', found });

/** A thing that works and should not stay so. */
export const weak = (about: string, found: string, advice: string): Finding => ({
  about,
  standing: 'weak',
  found,
  advice,
});

/** A thing that keeps jobs from doing their work, or data from being safe. */
export const bad = (about: string, found: string, advice: string): Finding => ({
  about,
  standing: 'bad',
  found,
  advice,
});

/** A thing that could not be looked at here. */
export const unknown = (about: string, found: string): Finding => ({
  about,
  standing: 'unknown',
  found,
});
