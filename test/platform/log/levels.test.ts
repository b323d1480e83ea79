import { expect, test } from 'vitest';
import { isWritten, syslogPriority } from '../../../src/platform/log/levels.ts';

test('levels weigh as in syslog', () => {
  const levels = ['error', 'warning', 'notice', 'info', 'debug'] as const;
  expect(levels.map(syslogPriority)).toEqual([3, 4, 5, 6, 7]);
});

test('a level is written from its own threshold on', () => {
  expect(isWritten('notice', 'notice')).toBe(true);
  expect(isWritten('warning', 'notice')).toBe(true);
  expect(isWritten('info', 'notice')).toBe(false);
});
