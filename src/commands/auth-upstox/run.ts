import { Failure } from '../../core/failure.ts';
import { istText } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { options } from './command.ts';

/** Days before its end from which a token is worth a warning. */
const SOON_DAYS = 30;

/**
 * Takes the token in. It is never printed.
 *
 * @throws Failure `usage` without a token, `auth` when it has ended or is refused
 */
export async function run(
  ctx: CommandContext,
  { noCheck }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const token = (await ctx.stdin()).trim();
  if (token === '' || /\s/.test(token)) {
    throw new Failure(
      'usage',
      `expected one token on standard input, found ${token === '' ? 'nothing' : 'several words'}: paperjobs auth upstox < token.txt`,
    );
  }
  const ends = noCheck ? undefined : await ctx.checkToken(token);
  const now = ctx.wall.now();
  if (ends !== undefined && ends <= now) {
    throw new Failure(
      'auth',
      `expected a token that is valid, found one that ended ${istText(ends)}`,
    );
  }
  const path = `${ctx.paths.credentials}/upstox-token`;
  await ctx.files.write(path, `${token}\n`);
  const soon = ends !== undefined && ends - now < SOON_DAYS * 86_400;
  const until = ends === undefined ? 'its end is not known' : `valid until ${istText(ends)}`;
  return {
    text: `stored in ${path}: ${until}${soon ? '; renew it soon' : ''}\n`,
    json: { path, checked: !noCheck, validUntil: ends === undefined ? null : istText(ends) },
  };
}
