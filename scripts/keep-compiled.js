// The compiled form of the program, taken after a run that found the market shut: what the shortest
// runs use is compiled by then, and what they do not use is left out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A Sunday. */
const RUN = ['quotes', '--as-of', '2026-05-17T12:00', '--data-dir'];

/** Loads the program's module, runs it once on an empty folder and writes its compiled form. */
export async function keepCompiled(module, file) {
  const { runProgram, compile } = await import(pathToFileURL(module).href);
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-build-'));
  const said = [];
  const say = (text) => void said.push(text);
  try {
    const status = await runProgram(
      {
        argv: [...RUN, folder],
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
    writeFileSync(file, compile());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
