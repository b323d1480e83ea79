import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { faceValueAt } from '../../core/corporate-actions/face-value.ts';
import { checkFactor, factorsOf, WEIGHTY_KINDS } from '../../core/corporate-actions/factors.ts';
import { withManual } from '../../core/corporate-actions/manual-factor.ts';
import type { ManualFactor } from '../../core/corporate-actions/manual-factor.ts';
import { issueOf } from '../../core/corporate-actions/price-factor.ts';
import type { PriceFactor } from '../../core/corporate-actions/price-factor.ts';
import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { Context } from '../../kit/context.ts';
import { pricesAsTraded } from './prices-as-traded.ts';
import type { TradedPrices } from './prices-as-traded.ts';

/** What the factors came to. */
export interface FactorsResult {
  /** Rows inserted, changed or removed. */
  readonly rows: number;
  /** Factors that the first open contradicts since this run. */
  readonly contradicted: readonly PriceFactor[];
  /** What has no factor, or not all of it, in words by ex-date and symbol. */
  readonly lacking: readonly { readonly exDate: SessionDate; readonly words: string }[];
}

/** What is known of one share. */
interface Issue {
  readonly actions: CorporateAction[];
  readonly entered: ManualFactor[];
}

/** Actions that weigh on prices and what a person entered, by share. BSE's own scrips have no prices here. */
function byIssue(
  actions: readonly CorporateAction[],
  entered: readonly ManualFactor[],
): Map<string, Issue> {
  const issues = new Map<string, Issue>();
  const issue = (about: { readonly isin?: string; readonly security: string }): Issue => {
    const key = issueOf(about);
    const known = issues.get(key) ?? { actions: [], entered: [] };
    issues.set(key, known);
    return known;
  };
  for (const action of actions) {
    if (action.kind === 'dividend' && action.form !== 'special') continue;
    if (action.nseSymbol === undefined && action.isin === undefined) continue;
    issue(action).actions.push(action);
  }
  for (const one of entered) issue(one).entered.push(one);
  return issues;
}

/** The actions of each ex-date, and what was entered for it, the newest date first. */
function byDay({
  actions,
  entered,
}: Issue): [SessionDate, CorporateAction[], ManualFactor | undefined][] {
  const days = new Map<SessionDate, CorporateAction[]>();
  for (const { exDate } of entered) days.set(exDate, []);
  for (const action of actions) {
    days.set(action.exDate, [...(days.get(action.exDate) ?? []), action]);
  }
  return [...days]
    .toSorted(([a], [b]) => (a > b ? -1 : 1))
    .map(([exDate, day]) => [exDate, day, entered.find((one) => one.exDate === exDate)]);
}

/** The factor of an ex-date with what was entered for it. */
function wholeFactor(
  told: PriceFactor | undefined,
  entered: ManualFactor | undefined,
  { cum, open }: TradedPrices,
): PriceFactor | undefined {
  if (!entered || told) return told && entered ? withManual(told, entered) : told;
  const { security, symbol, isin, exDate } = entered;
  const known = {
    ...(isin === undefined ? {} : { isin }),
    ...(cum ? { cumSession: cum.session, cumClosePaise: cum.closePaise } : {}),
    ...(open ? { openSession: open.session, openPaise: open.openPaise } : {}),
  };
  const none = { shares: 1, rights: 1, specialDividend: 1, kinds: [] };
  return withManual({ security, symbol, exDate, ...known, ...none }, entered);
}

function factorOf(
  day: readonly CorporateAction[],
  own: readonly CorporateAction[],
  prices: TradedPrices,
): PriceFactor | undefined {
  const [first] = day;
  if (!first) return undefined;
  const { cum, open } = prices;
  const faceValue = faceValueAt(own, first.exDate) ?? day.find((one) => one.faceValue)?.faceValue;
  const { lacks, ...factor } = factorsOf(day, {
    ...(cum ? { closePaise: cum.closePaise } : {}),
    ...(faceValue === undefined ? {} : { faceValue }),
  });
  const product = factor.shares * factor.rights * factor.specialDividend;
  const whole = lacks.length === 0;
  return {
    security: first.security,
    symbol: first.symbol,
    exDate: first.exDate,
    ...(first.isin === undefined ? {} : { isin: first.isin }),
    ...factor,
    ...(whole ? {} : { lacks: lacks.join('; ') }),
    ...(cum && open ? { checked: checkFactor(open.openPaise, cum.closePaise, product) } : {}),
    ...(cum ? { cumSession: cum.session, cumClosePaise: cum.closePaise } : {}),
    ...(open ? { openSession: open.session, openPaise: open.openPaise } : {}),
  };
}

const text = (factor: PriceFactor): string =>
  JSON.stringify(Object.entries(factor).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Makes the factors anew from all kept actions, what was entered by hand, and prices, so that a late correction, or its
 * withdrawal, is followed; only what differs is written. Rows that were checked by sessions after
 * the run's own day are left alone.
 *
 * @param today last session that the run may look at
 */
export async function refreshFactors(ctx: Context, today: SessionDate): Promise<FactorsResult> {
  const actions = await ctx.store.corporateActions.list({ kinds: WEIGHTY_KINDS });
  const find = instrumentFinder(await ctx.store.securities.all());
  const factors = new Map<string, PriceFactor>();
  const lacking: { exDate: SessionDate; words: string }[] = [];
  for (const issue of byIssue(actions, await ctx.store.manualFactors.list()).values()) {
    ctx.step();
    const own = issue.actions;
    const about = own[0] ?? issue.entered[0];
    const asTraded = pricesAsTraded(ctx.store.securities, about && find(about), today);
    for (const [exDate, day, entered] of byDay(issue)) {
      const prices = await asTraded(exDate, day);
      const factor = wholeFactor(factorOf(day, own, prices), entered, prices);
      if (!factor) continue;
      const { security, symbol, lacks, kinds } = factor;
      if (lacks !== undefined) lacking.push({ exDate, words: `${symbol} ${exDate}: ${lacks}` });
      if (kinds.length > 0) factors.set(`${security} ${exDate}`, factor);
    }
  }
  const kept = await ctx.store.priceFactors.list();
  const before = new Map(kept.map((factor) => [`${factor.security} ${factor.exDate}`, factor]));
  const later = ({ openSession }: PriceFactor): boolean =>
    openSession !== undefined && openSession > today;
  const save = [...factors].flatMap(([key, factor]) => {
    const old = before.get(key);
    return old && (later(old) || text(old) === text(factor)) ? [] : [factor];
  });
  const remove = kept.filter(
    (factor) => !factors.has(`${factor.security} ${factor.exDate}`) && !later(factor),
  );
  if (save.length + remove.length > 0) {
    await ctx.store.write((books) => books.priceFactors.apply(remove, save));
  }
  return {
    rows: save.length + remove.length,
    contradicted: save.filter(({ checked }) => checked === false),
    lacking,
  };
}
