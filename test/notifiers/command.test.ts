import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Notification } from '../../src/core/notification/notification.ts';
import { createCommand } from '../../src/notifiers/command.ts';
import { runProgram } from '../../src/platform/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { NOW } from '../support/opened-store.ts';

const message: Notification = {
  id: 1,
  topic: 'test',
  dedupeKey: 'test:1',
  priority: 'normal',
  title: 'A "title"; $(touch never)',
  body: '',
  facts: [],
  at: NOW,
  state: 'queued',
};
const never = new AbortController().signal;

const command = (line: string, timeoutMs = 5000) =>
  createCommand({ runProgram, line, timeoutMs, dress: () => '{"message":"₹"}' });

it('a command gets JSON as its input and the title as a word that no shell reads', async () => {
  const file = join(temporaryFolder(), 'told');
  const line = `{ printf '%s|' "$1"; cat; } > '${file}'`;
  expect(await command(line).tell(message, never)).toEqual({ kind: 'sent' });
  expect(readFileSync(file, 'utf8')).toBe(`${message.title}|{"message":"₹"}`);
});

it('status 65 refuses a message, another one tries again, and its complaint is kept', async () => {
  expect(await command('exit 65').tell(message, never)).toMatchObject({ kind: 'refused' });
  expect(await command('echo no modem >&2; exit 1').tell(message, never)).toEqual({
    kind: 'later',
    reason: 'the command ended with 1: no modem',
  });
});

it('one that hangs is ended with all that it started', async () => {
  const told = await command('sleep 60 & sleep 60', 100).tell(message, never);
  expect(told).toMatchObject({ kind: 'later', reason: '"/bin/sh" did not end within 100 ms' });
});

it('a program that is not there is told so', async () => {
  const ended = await runProgram(['/nowhere/at-all'], { timeoutMs: 1000 });
  expect(ended.fault).toBe('there is no program "/nowhere/at-all"');
});

it('an abort ends it', async () => {
  await expect(command('sleep 60').tell(message, AbortSignal.timeout(50))).rejects.toThrow();
});
