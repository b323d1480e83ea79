import { SECRET_KEYS } from '../../config/setting-keys.ts';
import { shownSettings } from '../../config/show.ts';
import type { ShownSetting } from '../../config/show.ts';
import { strategyOf } from '../../core/bot/bot-strategy.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { showOptions } from './command.ts';

async function shown(ctx: CommandContext): Promise<readonly ShownSetting[]> {
  const origins: Parameters<typeof shownSettings>[1] = Object.fromEntries(
    await Promise.all(SECRET_KEYS.map(async (key) => [key, await ctx.secrets.origin(key)])),
  );
  return shownSettings(ctx.resolved, origins);
}

/** Tells every setting. */
export async function show(
  ctx: CommandContext,
  { origin }: OptionValues<typeof showOptions>,
): Promise<CommandResult> {
  const rows = await shown(ctx);
  const where =
    ctx.paths.config ?? `none found; \`paperjobs init\` writes ${ctx.paths.configDefault}`;
  return {
    text: [
      `configuration file: ${where}\n\n`,
      tableText(
        [
          { head: 'setting', cell: (row) => row.key },
          { head: 'value', cell: (row) => row.value },
          ...(origin ? [{ head: 'from', cell: (row: ShownSetting) => row.origin }] : []),
        ],
        rows,
        'no setting',
      ),
    ],
    json: rows.map(({ key, value, origin: from }) =>
      origin ? { key, value, origin: from } : { key, value },
    ),
  };
}

/**
 * A configuration whose texts are wrong never gets this far; what is left are numbers of strategies, which
 * only bots read, and slips that change nothing.
 */
export async function check(ctx: CommandContext): Promise<CommandResult> {
  await shown(ctx);
  const { bots, warnings } = ctx.resolved;
  for (const plan of bots) strategyOf(plan);
  const file = ctx.paths.config ?? null;
  const lines = [
    file === null ? 'no configuration file: defaults and environment only' : `${file}: good`,
    ...warnings.map((warning) => `warning: ${warning}`),
  ];
  return { text: `${lines.join('\n')}\n`, json: { file, ok: true, warnings } };
}
