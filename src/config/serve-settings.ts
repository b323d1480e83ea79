import type { SettingDefinition } from './definition.ts';

/** How `paperjobs serve` is reached: a part of `SETTINGS`. */
export const SERVE_SETTINGS = [
  {
    key: 'serve.hosts',
    type: 'list',
    default: [],
    help: 'Names, besides localhost, that a call to `serve` may carry as its Host.',
  },
  {
    key: 'serve.token',
    type: 'secret',
    credential: 'api-token',
    help: 'Token that calls need to start or switch a job; without one they cannot.',
  },
] as const satisfies readonly SettingDefinition[];
