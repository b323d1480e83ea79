/**
 * Lets signals, timers and other threads be heard. The database answers at once, so that a loop which
 * awaits nothing else would keep everything waiting until its end.
 */
export function aTurn(): Promise<void> {
  return new Promise((go) => void setImmediate(go));
}
