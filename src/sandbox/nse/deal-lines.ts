import { closesAt } from '../../core/calendar/calendar.ts';
import { dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sandboxCompanies } from '../companies.ts';
import { mix, share, textKey } from '../hash.ts';
import type { SandboxInstrument } from '../instrument.ts';
import type { Market } from '../market.ts';

/** The lists of deals that the exchange keeps. */
export type ListedDeals = 'bulk' | 'block' | 'short';

/** A deal as every form of a list tells it; client, side and price count for no short sale. */
export interface DealLine {
  readonly session: SessionDate;
  readonly symbol: string;
  readonly name: string;
  readonly client: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly pricePaise: number;
}

/** None of them exists. */
const CLIENTS: readonly string[] = [
  'PAPER LANTERN CAPITAL LLP',
  'ORIGAMI SECURITIES PRIVATE LIMITED',
  'MONSOON CLOUD TRADING',
  'INKWELL & QUILL ADVISORS, LIMITED',
  'KITE STRING MUTUAL FUND',
  'THREE MANGOES HOLDINGS PTE. LTD.',
];

/** Part of the companies that a list names on a day. */
const NAMED_RATIO: Readonly<Record<ListedDeals, number>> = { bulk: 0.35, block: 0.06, short: 0.7 };
/** Part of a day's shares in one line, at most. */
const LINE_RATIO: Readonly<Record<ListedDeals, number>> = { bulk: 0.04, block: 0.2, short: 0.002 };

function linesOf(
  market: Market,
  list: ListedDeals,
  company: SandboxInstrument,
  session: SessionDate,
): DealLine[] {
  const day = market.calendar.day(session);
  const key = mix(mix(market.seed, textKey(list)), company.token);
  const at = dayNumber(session);
  if (day.state !== 'open' || share(key, at) >= NAMED_RATIO[list]) return [];
  const bar = market.day(company, session, closesAt(day));
  if (!bar) return [];
  const dice = mix(key, at + 1);
  const most = Math.max(1, Math.floor((bar.volume * LINE_RATIO[list]) / company.lotShares));
  const line = (turn: number, side: DealLine['side']): DealLine => ({
    session,
    symbol: company.symbol,
    name: company.name.slice(0, 25),
    client: CLIENTS[mix(dice, turn) % CLIENTS.length] ?? '',
    side,
    quantity: company.lotShares * (1 + (mix(dice, turn + 10) % most)),
    pricePaise: Math.round((bar.highPaise + bar.lowPaise) / 2),
  });
  const bought = line(0, 'BUY');
  if (list === 'short') return [bought];
  // Now and then the same client deals twice alike, as in the exchange's own lists.
  const lines = dice % 3 === 0 ? [bought, bought] : [bought];
  return [...lines, { ...bought, client: line(1, 'SELL').client, side: 'SELL' }];
}

/** A day's list: those who bought in front, by symbol; empty on many days for block deals. */
export function dealLines(market: Market, list: ListedDeals, session: SessionDate): DealLine[] {
  return sandboxCompanies
    .flatMap((company) => linesOf(market, list, company, session))
    .toSorted((a, b) =>
      a.side === b.side
        ? a.symbol < b.symbol
          ? -1
          : a.symbol > b.symbol
            ? 1
            : 0
        : a.side < b.side
          ? -1
          : 1,
    );
}
