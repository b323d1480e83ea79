import { expect, it } from 'vitest';
import { EXIT_TABLE } from '../../src/cli/exit.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { manualPage } from '../../src/deploy/manual.ts';
import { JOBS } from '../../src/jobs/index.ts';

const PAGE = manualPage(JOBS, COMMANDS, EXIT_TABLE);

it('the manual names every job, command and exit status', () => {
  for (const { name } of [...JOBS, ...COMMANDS]) {
    expect(PAGE).toContain(`.SS "paperjobs ${name.replaceAll('-', '\\-')}"`);
  }
  for (const [status] of EXIT_TABLE) expect(PAGE).toContain(`\\fB${status}\\fR`);
});

it('no line of text is taken for a macro, and no hyphen for a break', () => {
  for (const line of PAGE.trimEnd().split('\n')) {
    expect(line).toMatch(/^(?:\.(?:\\"|TH|SH|SS|TP|PP|RS|RE|nf|fi|B)\b|\.\\"|[^.'])/);
    if (!line.startsWith('.')) expect(line).not.toMatch(/(?<!\\)-/);
  }
});
