import { readInstant } from '../../src/core/market/instant.ts';
import type { Instant } from '../../src/core/market/instant.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { sandboxCompanies, sandboxIndices } from '../../src/sandbox/companies.ts';
import type { SandboxInstrument } from '../../src/sandbox/instrument.ts';

/** A moment in India: `2026-06-15T11:00`. */
export const at = (text: string): Instant => readInstant(text);
export const on = (text: string): SessionDate => sessionDate(text);

/** The sandbox's security of that symbol. */
export function security(symbol: string): SandboxInstrument {
  const found = [...sandboxCompanies, ...sandboxIndices].find((known) => known.symbol === symbol);
  if (!found) throw new Error(`the sandbox has no ${symbol}`);
  return found;
}
