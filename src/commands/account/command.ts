import { PLAN_NAMES } from '../../core/charges/brokerage.ts';
import { defineCommand } from '../../kit/command.ts';
import type { CommandArgument } from '../../kit/command.ts';

const name: CommandArgument = { name: 'name', help: 'name of the account', required: true };
const amount: CommandArgument = { name: 'amount', help: 'rupees, such as 50000', required: true };

export const createOptions = {
  deposit: { type: 'text', placeholder: 'rupees', help: 'money to begin with' },
  plan: {
    type: 'choice',
    choices: PLAN_NAMES,
    help: "the broker's terms; the settings' unless told",
  },
  currency: {
    type: 'choice',
    choices: ['INR', 'USD'],
    default: 'INR',
    help: 'its money: NSE deals in INR',
  },
  allowShort: { type: 'flag', help: 'may sell intraday what it has not got' },
} as const;

/** Opens a paper account. */
export const accountCreate = defineCommand({
  name: 'account create',
  summary: 'Open a paper account',
  arguments: [name],
  options: createOptions,
  examples: [
    'account create main --deposit 1000000',
    'account create intraday --deposit 200000 --plan flat --allow-short',
  ],
  load: async () => ({ run: (await import('./run.ts')).create }),
});

/** Tells the accounts. */
export const accountList = defineCommand({
  name: 'account list',
  summary: 'The paper accounts, with their cash and what they are worth',
  options: {},
  examples: ['account list', 'account list --json'],
  load: async () => ({ run: (await import('./show.ts')).list }),
});

/** Tells one account. */
export const accountShow = defineCommand({
  name: 'account show',
  summary: 'One account: cash, money set aside, holdings, gains, charges',
  arguments: [name],
  options: {},
  examples: ['account show main', 'account show main --json'],
  load: async () => ({ run: (await import('./show.ts')).show }),
});

/** Brings money into an account. */
export const accountDeposit = defineCommand({
  name: 'account deposit',
  summary: 'Bring paper money into an account',
  arguments: [name, amount],
  options: {},
  examples: ['account deposit main 50000'],
  load: async () => ({ run: (await import('./run.ts')).deposit }),
});

/** Takes money out of an account. */
export const accountWithdraw = defineCommand({
  name: 'account withdraw',
  summary: 'Take paper money out of an account, as far as it is free',
  arguments: [name, amount],
  options: {},
  examples: ['account withdraw main 1000.50'],
  load: async () => ({ run: (await import('./run.ts')).withdraw }),
});

export const demergeOptions = {
  into: { type: 'text', placeholder: 'symbol', help: 'symbol of the new company (needed)' },
  ratio: { type: 'text', placeholder: 'new:held', help: 'new shares for shares held (needed)' },
  costPercent: {
    type: 'number',
    min: 0,
    max: 100,
    help: 'part of the cost that goes with the new shares, as the company tells it (needed)',
  },
  exDate: { type: 'session', help: 'ex-date; today unless told' },
} as const;

/** Books a demerger, whose terms no list tells. */
export const accountDemerge = defineCommand({
  name: 'account demerge',
  summary: 'Book a demerger for every account that holds the share: no list tells its terms',
  arguments: [{ name: 'symbol', help: 'symbol of the company that parts', required: true }],
  options: demergeOptions,
  examples: ['account demerge RELIANCE --into JIOFIN --ratio 1:1 --cost-percent 4.68'],
  load: async () => ({ run: (await import('./demerge.ts')).demerge }),
});
