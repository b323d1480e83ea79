import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Text of a fixture of the sources: same shape as the real files, values invented. */
export function sourceFixture(name: string): string {
  return readFileSync(join(import.meta.dirname, '..', 'fixtures', 'sources', name), 'utf8');
}

/** JSON of a fixture of the sources. */
export function sourceJson(name: string): unknown {
  return JSON.parse(sourceFixture(name));
}

const RECORDED = join(process.cwd(), '..', 'shared', 'data', 'nse');

/** Whether the recorded files lie beside the checkout. */
export const haveRecorded: boolean = existsSync(RECORDED);

/** Bytes of a recorded file. */
export function recorded(path: string): Uint8Array {
  return readFileSync(join(RECORDED, path));
}
