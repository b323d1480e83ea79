// How V8 is set for kinds of work. This is said where the work begins: V8 takes a compiled form only
// under the flags under which it was made.

const HURRY_LESS = '--interrupt-budget=1000000';
const STAY_SMALL = '--heap-growing-percent=50';

/**
 * A run of a fraction of a second loses more by letting V8 make its code fast than it gains: half of
 * its work went into that, on the other cores, most of it into the reader of HTTP, which is WebAssembly.
 * Now a function is made fast when it has run fifteen times as long, which is still a few
 * milliseconds, and the reader of HTTP when it has read thirty times as much. And a heap may grow by
 * half of what is alive before it is cleared, not to four times that: a year of sessions stays small.
 */
export const ON_THE_NETWORK = [HURRY_LESS, '--wasm-tiering-budget=60000000', STAY_SMALL];

/**
 * Work of a second that asks nobody: ten thousand rules or fills cost a sixth less when V8 does not
 * hurry. Long computing is better off when it does.
 */
export const SHORT_AND_BUSY = [HURRY_LESS];

/**
 * Loops over columns that are called a thousand times each gain nothing from standing in their callers,
 * which makes the callers long: V8 took twice the time to make them fast, in every thread.
 */
export const OVER_COLUMNS = ['--max-inlined-bytecode-size-cumulative=200'];

/**
 * Rows of hundreds of thousands of hits pass through: left to itself the heap grows to four times what
 * is alive of them, and a first backtest over five years to 286 MB.
 */
export const MANY_ROWS = [STAY_SMALL];
