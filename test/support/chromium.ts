import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'undici';

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

/** A page that was opened, with what went wrong in it. */
export interface OpenedPage {
  /** Value of an expression in the page, which may be a promise. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** A PNG of the whole page, or of what is in view. */
  screenshot(whole?: boolean): Promise<Uint8Array>;
  /** Errors of scripts, and what was written to the console as an error. */
  readonly errors: readonly string[];
  /** Addresses that were asked for, the page's own left out. */
  readonly requests: readonly string[];
}

export interface Chromium {
  /** Opens an address in a tab of its own and waits until it is loaded. */
  open(address: string, view: View): Promise<OpenedPage>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

type Send = (
  method: string,
  params?: Readonly<Record<string, unknown>>,
  sessionId?: string,
) => Promise<Readonly<Record<string, unknown>>>;

async function connected(address: string) {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('no answer from the browser')));
  });
  let last = 0;
  const waiting = new Map<number, (message: Message) => void>();
  const heard: ((message: Message) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else for (const hear of heard) hear(message);
  });
  const send: Send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result ?? {});
      });
      const to = sessionId === undefined ? {} : { sessionId };
      socket.send(JSON.stringify({ id, method, params, ...to }));
    });
  return { send, heard, close: () => socket.close() };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** What a message of the browser tells about a page that went wrong. */
function errorIn({ method, params = {} }: Message): string | undefined {
  if (method === 'Runtime.exceptionThrown') return textOf(params['exceptionDetails']);
  if (method === 'Runtime.consoleAPICalled' && params['type'] === 'error') {
    return textOf(params['args']);
  }
  const entry = params['entry'] as { readonly level?: string } | undefined;
  return method === 'Log.entryAdded' && entry?.level === 'error' ? textOf(entry) : undefined;
}

async function openPage(
  { send, heard }: Awaited<ReturnType<typeof connected>>,
  address: string,
  { width, height, scheme }: View,
): Promise<OpenedPage> {
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(attached['sessionId']);
  const errors: string[] = [];
  const requests: string[] = [];
  const loaded = new Promise<void>((resolve) => {
    heard.push((message) => {
      if (message.sessionId !== session) return;
      const error = errorIn(message);
      if (error !== undefined) errors.push(error);
      const request = message.params?.['request'] as { readonly url: string } | undefined;
      if (message.method === 'Network.requestWillBeSent' && request?.url !== address) {
        requests.push(request?.url ?? 'unknown');
      }
      if (message.method === 'Page.loadEventFired') resolve();
    });
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) {
    await send(`${domain}.enable`, {}, session);
  }
  const metrics = { width, height, deviceScaleFactor: 1, mobile: width < 600 };
  await send('Emulation.setDeviceMetricsOverride', metrics, session);
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  await send('Emulation.setEmulatedMedia', { features }, session);
  await send('Page.navigate', { url: address }, session);
  await loaded;
  return {
    errors,
    requests,
    async evaluate<Value>(expression: string): Promise<Value> {
      const asked = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await send('Runtime.evaluate', asked, session);
      if (exceptionDetails !== undefined) throw new Error(textOf(exceptionDetails));
      return (result as { readonly value: Value }).value;
    },
    async screenshot(whole = true) {
      const { data } = await send(
        'Page.captureScreenshot',
        { captureBeyondViewport: whole },
        session,
      );
      return Buffer.from(String(data), 'base64');
    },
  };
}

/** Starts Chromium without a window and with a profile of its own. */
export async function chromium(): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'paperjobs-chromium-'));
  const browser = spawn(
    'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => browser.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /DevTools listening on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    browser.once('error', reject);
    browser.once('close', () => reject(new Error(`chromium did not start: ${said}`)));
  });
  const connection = await connected(address);
  return {
    open: (page, view) => openPage(connection, page, view),
    async close() {
      connection.close();
      browser.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
