import { istDate } from '../../core/market/instant.ts';
import { Failure } from '../../core/failure.ts';
import { answerQuery, readQuery } from '../../feed/screen/query.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { answerObjects, answerText } from '../../render/screen-table.ts';
import type { options } from './command.ts';

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  values: OptionValues<typeof options>,
  [word]: readonly string[],
): Promise<CommandResult> {
  if (word !== undefined && values.where !== undefined) {
    throw new Failure('usage', `expected either a word or --where, found "${word}" and --where`);
  }
  const query = readQuery(
    { ...values, where: word ?? values.where },
    ctx.resolved.settings['screen.saved'],
  );
  const store = await ctx.store('read');
  const today = istDate(ctx.clock.now());
  const session = values.on ?? (await store.screen.newest(today)) ?? today;
  const instruments = await store.dailyBars.instruments({ exchange: 'XNSE' });
  const answer = await answerQuery(store, session, instruments, query);
  const none = `no rows of ${session} are kept: \`paperjobs screen\` computes them\n`;
  const lacks = values.csv ? [] : answer.lacks.map((sentence) => `${sentence}\n`);
  return {
    text: answer.looked === 0 ? none : [answerText(answer, values.csv), ...lacks],
    json: answerObjects(answer),
  };
}
