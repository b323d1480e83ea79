import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeDiskError } from './disk-error.ts';

/** The whole library in one script that sets `LightweightCharts`; its licence's notice comes first. */
const SCRIPT = 'dist/lightweight-charts.standalone.production.js';

/** The build lays a copy beside the program's parts; from the sources it is the installed package's. */
function place(): string {
  const built = fileURLToPath(new URL('./lightweight-charts.js', import.meta.url));
  if (existsSync(built)) return built;
  const required = createRequire(import.meta.url);
  return join(dirname(required.resolve('lightweight-charts/package.json')), SCRIPT);
}

/**
 * The text of lightweight-charts, for pages that hold it.
 *
 * @throws Failure `disk-io` when it cannot be read
 */
export async function chartLibrary(): Promise<string> {
  const path = place();
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw describeDiskError(error, { path, doing: 'reading' }) ?? error;
  }
}
