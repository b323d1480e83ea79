import { Failure } from '../../core/failure.ts';
import { printSubject } from '../../core/alerts/subject.ts';
import type { RuleSubject } from '../../core/alerts/subject.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { isIndex } from '../../feed/alerts/index-code.ts';
import { indexSymbol } from '../../core/indices/index-names.ts';
import { publishedIndex } from '../../core/indices/published-index.ts';
import { nearest } from '../../core/nearest.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { RuleDesk } from '../../feed/alerts/rule-desk.ts';
import { EXCHANGE } from '../../feed/alerts/rule-desk.ts';
import type { Reading } from '../../store/store.ts';

async function refuseStrangeAccount(
  store: Pick<Reading, 'accounts'>,
  name: string | undefined,
): Promise<string | undefined> {
  const names = (await store.accounts.all()).map((account) => account.name);
  if (name === undefined) return names.length > 0 ? undefined : 'there is no account yet';
  if (names.includes(name)) return undefined;
  const close = nearest(name, names);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure('usage', `expected the name of an account, found "${name}"${hint}`);
}

/**
 * Refuses a subject that nothing is known of, once instruments are known at all.
 *
 * @returns what a person should know of it all the same
 * @throws Failure `usage`, with the nearest symbol or index
 */
export async function refuseStranger(
  store: Pick<Reading, 'accounts' | 'instruments'>,
  subject: RuleSubject,
): Promise<string | undefined> {
  if (subject.kind === 'members') {
    publishedIndex(subject.index);
    return undefined;
  }
  if (subject.kind === 'account') return refuseStrangeAccount(store, subject.name);
  const named =
    subject.kind === 'symbols'
      ? subject.symbols
      : subject.kind === 'position' && subject.symbol !== undefined
        ? [subject.symbol]
        : [];
  if (named.length === 0) return undefined;
  const known = await store.instruments.symbols(EXCHANGE);
  if (known.length === 0) return 'no instrument is known yet: `paperjobs eod` learns them';
  const all = new Set(known);
  // Indices are known by their codes before a first end of day has named them.
  const stranger = named.find(
    (one) => !all.has(one) && !all.has(indexSymbol(one)) && !isIndex(one),
  );
  if (stranger === undefined) return undefined;
  const close = nearest(stranger, known);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure(
    'usage',
    `expected a symbol that is traded on NSE, found "${stranger}" in "${printSubject(subject)}"${hint}`,
  );
}

/** Numbers of rules as they were typed. @throws Failure `usage` */
export function ruleNumbers(words: readonly string[]): number[] {
  const texts = words.flatMap((word) => word.split(',')).filter((word) => word !== '');
  const odd = texts.find((word) => !/^\d{1,15}$/.test(word));
  if (odd !== undefined || texts.length === 0) {
    throw new Failure(
      'usage',
      `expected numbers of rules, found "${odd ?? ''}": \`paperjobs rules list\` names them`,
    );
  }
  return [...new Set(texts.map(Number))];
}

/** The rules of those numbers. @throws Failure `usage` for a number that no rule has */
export async function rulesNumbered(
  store: Pick<Reading, 'alertRules'>,
  ids: readonly number[],
): Promise<AlertRule[]> {
  const rules = await store.alertRules.list(ids);
  const missing = ids.find((id) => !rules.some((rule) => rule.id === id));
  if (missing === undefined) return rules;
  throw new Failure(
    'usage',
    `expected the number of a rule, found ${missing}: \`paperjobs rules list\` names them`,
  );
}

/** What looking at rules needs, of a command. */
export async function deskOf(ctx: CommandContext): Promise<RuleDesk> {
  return {
    store: await ctx.store('read'),
    settings: ctx.resolved.settings,
    calendar: await ctx.calendar(EXCHANGE),
    now: ctx.clock.now(),
  };
}
