import { describe, expect, test } from 'vitest';
import { detectFace } from '../../../src/platform/log/face.ts';

const stderrStat = { dev: 8, ino: 12_345 };

describe('detectFace', () => {
  test.each([
    ['the journal, when the variable names this descriptor', '8:12345', false, 'journal'],
    ['plain, when the variable was inherited', '8:99999', false, 'plain'],
    ['plain, when the variable is no pair', 'journal', false, 'plain'],
    ['plain, without variable and terminal', undefined, false, 'plain'],
    ['a terminal', undefined, true, 'terminal'],
    ['a terminal, when the variable was inherited', '8:99999', true, 'terminal'],
  ])('%s', (_name, journalStream, isTty, expected) => {
    expect(detectFace({ journalStream, stderrStat, isTty })).toBe(expected);
  });

  test('large numbers of a descriptor are compared exactly', () => {
    const big = { dev: 8n, ino: 18_446_744_073_709_551_615n };
    const journalStream = '8:18446744073709551615';
    expect(detectFace({ journalStream, stderrStat: big, isTty: false })).toBe('journal');
  });
});
