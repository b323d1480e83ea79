import { readInstant } from '../../src/core/market/instant.ts';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';

/** What came back over loopback, its body as text unless bytes are asked for. */
interface Came {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
}

/** A sandbox at a moment, and a way to ask it. */
export interface Asking {
  readonly sandbox: Sandbox;
  ask(path: string, headers?: Record<string, string>): Promise<Came>;
  /** The parsed body; the caller says which shape it expects, and asserts it. */
  json<Shape>(path: string, headers?: Record<string, string>): Promise<Shape>;
}

const open: Sandbox[] = [];

/** Starts a sandbox of seed 42 at a moment in India. `closeAll` ends it. */
export async function asking(now: string, faults = ''): Promise<Asking> {
  const moment = readInstant(now);
  const sandbox = await startSandbox({ seed: 42, now: () => moment, faults: parseFaults(faults) });
  open.push(sandbox);
  const ask = async (path: string, headers: Record<string, string> = {}): Promise<Came> => {
    const response = await fetch(`${sandbox.origin}${path}`, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, text: bytes.toString() };
  };
  const json = async <Shape>(path: string, headers?: Record<string, string>): Promise<Shape> =>
    JSON.parse((await ask(path, headers)).text) as Shape;
  return { sandbox, ask, json };
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}
