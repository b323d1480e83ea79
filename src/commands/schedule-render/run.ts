import type { GeneratedFile } from '../../deploy/deploy-files.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { askedKinds } from '../schedule-kinds.ts';
import {
  chosenJobs,
  cronBlock,
  logrotateFor,
  placeProblems,
  specialsAhead,
  unitsFor,
} from '../schedule-desk.ts';
import type { options } from './command.ts';

/** Makes the texts. @throws Failure `usage` */
export async function run(
  ctx: CommandContext,
  asked: OptionValues<typeof options>,
): Promise<CommandResult> {
  const machine = await ctx.machine();
  const jobs = chosenJobs(ctx, asked.jobs);
  const specials = await specialsAhead(ctx);
  const kinds = askedKinds(asked);
  const files: GeneratedFile[] = kinds.flatMap((kind) =>
    kind === 'cron'
      ? [
          {
            name: 'paperjobs.crontab',
            text: cronBlock(ctx, machine, asked, jobs, specials),
          },
          { name: 'paperjobs.logrotate', text: logrotateFor(ctx, machine) },
        ]
      : unitsFor(ctx, machine, kind, jobs, specials),
  );
  for (const kind of kinds) {
    for (const problem of placeProblems(ctx, machine, kind)) ctx.log.write('warning', problem);
  }
  const { output } = asked;
  if (output !== undefined) {
    for (const { name, text } of files) await machine.write(`${output}/${name}`, text);
    return {
      text: files.map(({ name }) => `wrote ${output}/${name}\n`),
      json: files.map(({ name }) => `${output}/${name}`),
    };
  }
  const [only] = files;
  return {
    text:
      files.length === 1 && only
        ? only.text
        : files.map(({ name, text }) => `# ---- ${name}\n${text}\n`),
    json: files,
  };
}
