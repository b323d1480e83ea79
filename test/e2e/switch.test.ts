import { expect, it } from 'vitest';
import { newDesk, run, runJson } from '../support/program.ts';

it('a job is off until a moment, or for good, and on again', async () => {
  const desk = newDesk();
  const said = await run(desk, ['disable', 'vacuum', '--until', '2999-01-01T09:00', '--sandbox']);
  expect(said.stdout).toBe('vacuum is switched off until 2999-01-01T09:00:00+05:30\n');
  const off = await runJson(desk, ['vacuum', '--sandbox']);
  expect(off).toMatchObject({ outcome: 'disabled', exitCode: 0 });
  expect(off.summary).toContain('until 2999-01-01T09:00:00+05:30');
  const { stdout: why } = await run(desk, ['why', 'vacuum', '--sandbox']);
  expect(why).toContain('switched off');

  const past = await run(desk, ['disable', 'vacuum', '--until', '2020-01-01', '--sandbox']);
  expect(past.status).toBe(64);
  expect(past.stderr).toContain('--until: expected a moment to come, found "2020-01-01"');

  await run(desk, ['disable', 'vacuum', '--sandbox']);
  expect((await runJson(desk, ['vacuum', '--sandbox'])).outcome).toBe('disabled');
  await run(desk, ['enable', 'vacuum', '--sandbox']);
  expect((await runJson(desk, ['vacuum', '--sandbox'])).outcome).not.toBe('disabled');
});
