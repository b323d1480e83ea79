import type { MemberSpell } from '../../core/indices/member-spell.ts';
import { publishedIndex } from '../../core/indices/published-index.ts';
import { istDate } from '../../core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { tableText } from '../../render/table.ts';
import type { IndexOnDay } from '../../store/index-membership.ts';
import type { options } from './command.ts';

/** `A, B, C` and how many more. */
function some(codes: readonly string[]): string {
  const shown = codes.slice(0, 9).join(', ');
  return codes.length > 9 ? `${shown} and ${codes.length - 9} more` : shown;
}

function record(member: MemberSpell): Readonly<Record<string, unknown>> {
  return {
    symbol: member.symbol,
    isin: member.isin,
    company: member.company,
    industry: member.industry ?? null,
    series: member.series ?? null,
    joined: member.joined,
    left: member.left ?? null,
    dummy: member.dummy,
  };
}

function table({ members, firstSeenOn }: IndexOnDay): string {
  return tableText(
    [
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'series', cell: ({ series }) => series ?? '' },
      { head: 'isin', cell: ({ isin }) => isin },
      { head: 'company', cell: ({ company }) => company },
      { head: 'industry', cell: ({ industry }) => industry ?? '' },
      {
        head: 'joined',
        cell: ({ joined }) => (joined === firstSeenOn ? `${joined} or before` : joined),
      },
      { head: 'left', cell: ({ left }) => left ?? '' },
      { head: '', cell: ({ dummy }) => (dummy ? 'place holder' : '') },
    ],
    members,
    'no members',
  );
}

/**
 * Reads without writing or asking; an empty list where no list of that day or before is kept.
 *
 * @throws Failure `usage` for an unknown code
 */
export async function run(
  ctx: CommandContext,
  { on }: OptionValues<typeof options>,
  [asked = '']: readonly string[],
): Promise<CommandResult> {
  const { code, name } = publishedIndex(asked);
  const store = await ctx.store('read');
  const day = on ?? istDate(ctx.clock.now());
  const index = await store.indexMembership.on(code, day);
  if (!index) {
    const kept = await store.indexMembership.codes();
    const others = kept.length > 0 ? `; lists are kept of ${some(kept)}` : '';
    const text = `no list of ${code} is kept of ${day} or before: see \`paperjobs nse-indices\`${others}\n`;
    return { text, json: [] };
  }
  const { members, seenOn, source } = index;
  const head = `${name} (${code}) on ${day}: ${members.length} rows of the list of ${seenOn}, from ${source}\n`;
  return { text: `${head}${table(index)}`, json: members.map(record) };
}
