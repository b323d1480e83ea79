import { describe, expect, test } from 'vitest';
import { createLog } from '../../../src/platform/log/log.ts';
import type { LogOptions } from '../../../src/platform/log/log.ts';
import { createRedactor } from '../../../src/platform/redact.ts';
import type { Log } from '../../../src/ports/log.ts';

/** 26 November 2026, 09:15:02 in India. */
const NOW_MS = Date.UTC(2026, 10, 26, 3, 45, 2, 345);

/** Lines that the work logs. */
function linesOf(work: (log: Log) => void, options: Partial<LogOptions> = {}): string[] {
  const lines: string[] = [];
  const log = createLog({
    face: 'plain',
    level: 'debug',
    write: (line) => void lines.push(line),
    now: () => NOW_MS,
    redact: createRedactor(['made-up-token']),
    ...options,
  });
  work(log);
  return lines;
}

function everyLevel(log: Log): void {
  for (const level of ['error', 'warning', 'notice', 'info', 'debug'] as const) {
    log.write(level, level);
  }
}

describe('plain face', () => {
  test('a line has Indian wall time, level, event and fields', () => {
    expect(
      linesOf((log) => log.write('warning', 'kept answer used', { source: 'nse', tries: 2 })),
    ).toEqual(['2026-11-26 09:15:02 warning kept answer used source=nse tries=2']);
  });

  test('an event without fields ends with the event', () => {
    expect(linesOf((log) => log.write('info', 'done', { why: undefined }))).toEqual([
      '2026-11-26 09:15:02 info done',
    ]);
  });

  test('further lines of an event are indented under it', () => {
    expect(linesOf((log) => log.write('error', 'first\nsecond'))).toEqual([
      '2026-11-26 09:15:02 error first',
      '  second',
    ]);
  });
});

describe('journal face', () => {
  test('each level has its priority, and no line has time or colour', () => {
    expect(linesOf(everyLevel, { face: 'journal' })).toEqual([
      '<3>error',
      '<4>warning',
      '<5>notice',
      '<6>info',
      '<7>debug',
    ]);
  });

  test('every line of a text has the prefix', () => {
    expect(
      linesOf((log) => log.write('error', 'bug\n  at one\r\n  at two', { job: 'eod' }), {
        face: 'journal',
      }),
    ).toEqual(['<3>bug', '<3>  at one', '<3>  at two job=eod']);
  });
});

describe('json face', () => {
  test('a line is one object with time in UTC, level, event and fields of their own types', () => {
    const [line = '', ...more] = linesOf(
      (log) => log.write('notice', 'two\nlines', { rows: 3, dry: true, none: undefined }),
      { face: 'json' },
    );
    expect(more).toEqual([]);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual({
      time: '2026-11-26T03:45:02.345Z',
      level: 'notice',
      event: 'two\nlines',
      rows: 3,
      dry: true,
    });
  });

  test('a field cannot pass for the level', () => {
    const [line = ''] = linesOf((log) => log.write('info', 'e', { level: 'error', time: 0 }), {
      face: 'json',
    });
    expect(JSON.parse(line)).toEqual({
      time: '2026-11-26T03:45:02.345Z',
      level: 'info',
      event: 'e',
    });
  });
});

describe('levels', () => {
  test.each([
    ['error', 1],
    ['warning', 2],
    ['notice', 3],
    ['info', 4],
    ['debug', 5],
  ] as const)('from %s on, %i of five are written', (level, count) => {
    expect(linesOf(everyLevel, { level })).toHaveLength(count);
  });
});

describe('secrets', () => {
  test.each(['plain', 'journal', 'json'] as const)('are blanked in the %s face', (face) => {
    const lines = linesOf(
      (log) =>
        log.write('error', 'refused made-up-token', { url: 'https://a.example/?t=made-up-token' }),
      { face },
    );
    expect(lines.join('\n')).not.toContain('made-up-token');
    expect(lines.join('\n')).toContain('•••');
  });
});
