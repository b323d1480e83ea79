// Runs of the program while it is built, after which its compiled form is taken: what such runs use is
// compiled by then, and what they do not use is left out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A run that finds the market shut, on a Sunday; one that finds it open and nothing to do; and one that
 * asks the built-in exchange.
 */
const RUNS = {
  shut: ['quotes', '--as-of', '2026-05-17T12:00'],
  quiet: ['alerts', '--as-of', '2026-05-20T11:00'],
  asking: ['eod', '--sandbox', '--as-of', '2026-05-19T22:00', '--date', '2026-05-19'],
};

/** Runs the program once on an empty folder. */
export async function tryOut(runProgram, run) {
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-build-'));
  const said = [];
  const say = (text) => void said.push(text);
  try {
    const status = await runProgram(
      {
        argv: [...RUNS[run], '--data-dir', folder],
        env: { PAPERJOBS_TRIGGER: 'cron' },
        host: 'build',
        pid: process.pid,
        stdinIsTty: false,
        stdoutIsTty: false,
        stderrIsTty: false,
        stderrStat: { dev: 0, ino: 0 },
        out: say,
        err: say,
        stdin: async () => '',
        node: process,
      },
      'build',
    );
    if (status !== 0) process.stderr.write(`a trial run ended with ${status}: ${said.join('')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
