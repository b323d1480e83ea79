import type { SettingDefinition } from './definition.ts';

/** How `paperjobs serve` is reached: a part of `SETTINGS`. */
export const SERVE_SETTINGS = [
  {
    key: 'serve.hosts',
    type: 'list',
    default: [],
    help: 'Names besides localhost that calls to `serve` may have as Host.',
  },
  {
    key: 'serve.token',
    type: 'secret',
    credential: 'api-token',
    help: 'Token of calls that start or switch a job; none set, none can.',
  },
] as const satisfies readonly SettingDefinition[];
