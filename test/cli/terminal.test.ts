import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { terminalSinks } from '../../src/cli/terminal.ts';

/** A terminal that keeps what is written and how its lines are cleared, in order. */
function terminal() {
  const said: string[] = [];
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        said.push(String(chunk));
        done();
      },
    }),
    {
      isTTY: true,
      columns: 80,
      rows: 24,
      cursorTo: () => true,
      moveCursor: () => true,
      clearLine: () => said.push('<clear>') > 0,
    },
  );
  return { said, stream };
}

function sinks(colour: boolean, wants = true) {
  const { said, stream } = terminal();
  let nowMs = 0;
  const made = terminalSinks(
    {
      colour,
      wants: () => wants,
      line: (event, fields) =>
        [event, ...Object.entries(fields).map(([k, v]) => `${k}=${v}`)].join(' '),
      write: (text) => void said.push(`<line>${text}`),
      stream,
    },
    () => nowMs,
  );
  return { ...made, said, at: (milliseconds: number) => (nowMs = milliseconds) };
}

describe('the log on a terminal', () => {
  it.each([
    ['error', 'error went wrong n=1\n'],
    ['warning', 'warning went wrong n=1\n'],
    ['notice', 'note went wrong n=1\n'],
    ['info', '· went wrong n=1\n'],
    ['debug', '·· went wrong n=1\n'],
  ] as const)('marks %s, plainly without colour', (level, line) => {
    const { log, said } = sinks(false);
    log.write(level, 'went wrong', { n: 1 });
    expect(said).toEqual([`<line>${line}`]);
  });

  it('colours the mark alone', () => {
    const { log, said } = sinks(true);
    log.write('error', 'went wrong');
    expect(said).toEqual(['<line>\u001b[31merror\u001b[39m went wrong\n']);
  });

  it('leaves out what is not wanted', () => {
    const { log, said } = sinks(true, false);
    log.write('error', 'went wrong');
    expect(said).toEqual([]);
  });
});

describe('the progress on a terminal', () => {
  it('takes the spinner away before a line and puts it back after it', async () => {
    vi.stubEnv('CI', undefined);
    vi.stubEnv('TERM', 'xterm');
    const { log, progress, said, at } = sinks(false);
    at(0);
    progress.update('symbols', 0, 10);
    await vi.waitFor(() => expect(said.join('')).toContain('symbols 0 of 10'));
    at(20_000);
    progress.update('symbols', 5, 10);
    said.length = 0;
    log.write('info', 'a line');
    const place = said.indexOf('<line>· a line\n');
    expect(said.slice(0, place), 'the spinner is cleared first').toContain('<clear>');
    const after = said.slice(place + 1).join('');
    expect(after).toContain('symbols 5 of 10, 20 s to go');
    expect(after, 'no colour was asked for').not.toContain('\u001b[36m');
    progress.stop();
    said.length = 0;
    log.write('info', 'the end');
    expect(said).toEqual(['<line>· the end\n']);
    vi.unstubAllEnvs();
  });

  it('stopped before it could begin never begins', async () => {
    const { progress, said } = sinks(false);
    progress.update('symbols', 1);
    progress.stop();
    progress.update('symbols', 2);
    await import('ora');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(said).toEqual([]);
  });
});
