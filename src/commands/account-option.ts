/** The option by which commands name an account. */
export const ACCOUNT_OPTION = {
  account: { type: 'text', placeholder: 'name', help: 'account; the only one unless told' },
} as const;
