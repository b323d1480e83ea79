import { PRODUCTS, VALIDITIES } from '../../core/exchange/order.ts';
import { defineCommand } from '../../kit/command.ts';
import type { CommandArgument } from '../../kit/command.ts';
import { ACCOUNT_OPTION } from '../account-option.ts';

const placed: readonly CommandArgument[] = [
  { name: 'symbol', help: 'symbol of NSE, such as RELIANCE or M&M', required: true },
  { name: 'quantity', help: 'shares', required: true },
];
const number: CommandArgument = { name: 'number', help: 'number of the order', required: true };

const prices = {
  limit: { type: 'text', placeholder: 'rupees', help: 'worst price; a market order without' },
  trigger: { type: 'text', placeholder: 'rupees', help: 'price at whose touch a stop begins' },
} as const;

export const placeOptions = {
  ...ACCOUNT_OPTION,
  ...prices,
  validity: {
    type: 'choice',
    choices: VALIDITIES,
    default: 'DAY',
    help: 'for the session, good till cancelled, or at once or not at all',
  },
  product: {
    type: 'choice',
    choices: PRODUCTS,
    default: 'CNC',
    help: 'for delivery, or intraday (closed five minutes before trading ends)',
  },
  target: { type: 'text', placeholder: 'rupees', help: 'price that closes it with a gain' },
  stop: { type: 'text', placeholder: 'rupees', help: 'price at whose touch it is closed' },
  key: {
    type: 'text',
    placeholder: 'text',
    help: 'your name for it: asked twice, it is one order',
  },
  note: { type: 'text', placeholder: 'text', help: 'kept with the order' },
} as const;

export const modifyOptions = {
  ...prices,
  quantity: { type: 'count', min: 1, help: 'shares, filled ones included' },
} as const;

export const listOptions = {
  ...ACCOUNT_OPTION,
  all: { type: 'flag', help: 'ended ones too' },
} as const;

/** Places an order to buy. */
export const orderBuy = defineCommand({
  name: 'order buy',
  summary: 'Place a paper order to buy',
  arguments: placed,
  options: placeOptions,
  examples: [
    'order buy RELIANCE 10 --limit 1250',
    'order buy RELIANCE 10 --target 1400 --stop 1150 --key swing-7',
    'order buy RELIANCE 10 --product MIS',
  ],
  load: async () => ({ run: (await import('./place.ts')).buy }),
});

/** Places an order to sell. */
export const orderSell = defineCommand({
  name: 'order sell',
  summary: 'Place a paper order to sell; a target and a stop together are one sale with two prices',
  arguments: placed,
  options: placeOptions,
  examples: ['order sell RELIANCE 5', 'order sell RELIANCE 5 --target 1400 --stop 1150'],
  load: async () => ({ run: (await import('./place.ts')).sell }),
});

/** Cancels an order. */
export const orderCancel = defineCommand({
  name: 'order cancel',
  summary: 'Cancel what is left of an order',
  arguments: [number],
  options: {},
  examples: ['order cancel 1'],
  load: async () => ({ run: (await import('./change.ts')).cancel }),
});

/** Changes an order. */
export const orderModify = defineCommand({
  name: 'order modify',
  summary: 'Change price or quantity of an order; it goes to the end of the queue',
  arguments: [number],
  options: modifyOptions,
  examples: ['order modify 1 --limit 1240', 'order modify 1 --quantity 20'],
  load: async () => ({ run: (await import('./change.ts')).modify }),
});

/** Tells the orders. */
export const orderList = defineCommand({
  name: 'order list',
  summary: 'Orders that are open, or all of them',
  options: listOptions,
  examples: ['order list', 'order list --all --json'],
  load: async () => ({ run: (await import('./show.ts')).list }),
});

/** Tells one order. */
export const orderShow = defineCommand({
  name: 'order show',
  summary: 'One order: what it asked, what it got, what happened to it',
  arguments: [number],
  options: {},
  examples: ['order show 1', 'order show 1 --json'],
  load: async () => ({ run: (await import('./show.ts')).show }),
});
