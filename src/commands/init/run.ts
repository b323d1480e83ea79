import { commentedDefaults } from '../../config/defaults-file.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';

/** Makes what is missing and leaves alone what is there. */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  const { paths, files } = ctx;
  await ctx.store('write');
  const config = paths.config ?? paths.configDefault;
  const written = paths.config === undefined && (await files.read(config)) === undefined;
  if (written) await files.write(config, commentedDefaults());
  const lines = [
    `database       ${paths.database}`,
    `configuration  ${config}${written ? '' : ' (was there already)'}`,
    ctx.sandbox
      ? 'next           paperjobs market-sync --sandbox'
      : 'next           paperjobs watch add RELIANCE TCS, then paperjobs market-sync',
  ];
  return {
    text: `${lines.join('\n')}\n`,
    json: { dataDir: paths.dataDir, database: paths.database, config, configWritten: written },
  };
}
