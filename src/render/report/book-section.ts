import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { htmlTable } from '../html/table.ts';
import type { HoldingFacts, ReportFacts } from './facts.ts';
import { asOfSession, section } from './section.ts';
import { count, moment, money, percent, toned } from './words.ts';

const valueOf = ({ quantity, close }: HoldingFacts): number | undefined =>
  close && quantity * close.pricePaise;

function wonOf(holding: HoldingFacts): number | undefined {
  const value = valueOf(holding);
  return value === undefined ? undefined : value - holding.costPaise;
}

/** What accounts hold, by the last official closes. */
export function holdingsSection({ holdings, period, pricesOf }: ReportFacts): Html {
  const table = htmlTable<HoldingFacts>(
    'Holdings by their last official close',
    [
      { head: 'account', cell: ({ account }) => account },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'shares', cell: ({ quantity }) => count(quantity), number: true },
      { head: 'cost', cell: ({ costPaise }) => money(costPaise), number: true },
      { head: 'close', cell: ({ close }) => money(close?.pricePaise), number: true },
      { head: 'value', cell: (holding) => money(valueOf(holding)), number: true },
      {
        head: 'unrealised',
        cell: (holding) => toned(wonOf(holding), money(wonOf(holding))),
        number: true,
      },
      {
        head: '%',
        cell: (holding) => {
          const won = wonOf(holding);
          const ratio =
            won === undefined || holding.costPaise === 0
              ? undefined
              : won / Math.abs(holding.costPaise);
          return toned(ratio, percent(ratio));
        },
        number: true,
      },
      {
        head: 'close of',
        cell: ({ close }) =>
          close === undefined
            ? html`<span class="warn">no price</span>`
            : close.session < period.to
              ? html`<span class="warn">${close.session}, stale</span>`
              : close.session,
      },
    ],
    holdings,
    'Nothing is held.',
  );
  return section(
    'Holdings',
    asOfSession(pricesOf, period.to, '`paperjobs eod` fetches closes'),
    table,
  );
}

/** Trades of the report's sessions with their charges. */
export function tradesSection({ trades, period }: ReportFacts): Html {
  const charges = trades.reduce((sum, { chargesPaise }) => sum + chargesPaise, 0);
  const table = htmlTable(
    'Trades, oldest first',
    [
      { head: 'time', cell: ({ at }) => moment(at) },
      { head: 'account', cell: ({ account }) => account },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'what', cell: ({ kind, side }) => (kind === 'fill' ? side.toLowerCase() : kind) },
      { head: 'shares', cell: ({ quantity }) => count(quantity), number: true },
      { head: 'price', cell: ({ pricePaise }) => money(pricePaise), number: true },
      { head: 'charges', cell: ({ chargesPaise }) => money(chargesPaise), number: true },
      {
        head: 'realised',
        cell: ({ realisedPaise }) =>
          realisedPaise === 0 ? '' : toned(realisedPaise, money(realisedPaise)),
        number: true,
      },
    ],
    trades,
    'Nothing was traded.',
  );
  const total = trades.length === 0 ? undefined : html`<p>Charges together: ${money(charges)}</p>`;
  return section('Trades', { text: period.to }, html`${table} ${total}`);
}
