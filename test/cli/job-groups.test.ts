import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/program.ts';
import type { Asked } from '../../src/cli/program.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { JOBS } from '../../src/jobs/index.ts';

async function read(line: string): Promise<{ asked: Asked; out: string }> {
  let out = '';
  const say = (text: string) => void (out += text);
  const lists = { jobs: JOBS, commands: COMMANDS };
  const asked = await readCommandLine(line.split(' '), lists, '1', { out: say, err: say });
  return { asked, out };
}

describe('a job that is a group of commands too', () => {
  it('runs by its name, with its own options', async () => {
    expect((await read('backup --drill --json')).asked).toMatchObject({
      kind: 'job',
      job: { name: 'backup' },
      raw: { drill: true, json: true },
    });
  });

  it.each(['list', 'verify', 'prune'])(
    'leaves %s its own flags, also those that both have',
    async (name) => {
      const { asked } = await read(`backup ${name} --json --sandbox --data-dir /x`);
      expect(asked).toMatchObject({
        kind: 'command',
        command: { name: `backup ${name}` },
        raw: { json: true, sandbox: true, dataDir: '/x' },
      });
    },
  );

  it('gives words and own options to its commands', async () => {
    expect((await read('backup verify copy.db')).asked).toMatchObject({ words: ['copy.db'] });
    expect((await read('backup prune --dry-run')).asked).toMatchObject({ raw: { dryRun: true } });
  });

  it('tells of its commands in its help, and of theirs in theirs', async () => {
    const { out } = await read('backup --help');
    expect(out).toMatch(
      /--drill[^]*list [^]*verify [^]*prune [^]*Schedule \(IST\): daily 02:00; Sundays 03:30 \(--drill\)/,
    );
    expect((await read('backup prune --help')).out).toContain('paperjobs backup prune --dry-run');
  });

  it('refuses a word that is none of them', async () => {
    await expect(read('backup lst')).rejects.toMatchObject({ code: 'usage' });
  });
});
