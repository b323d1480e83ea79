import { defineCommand } from '../../kit/command.ts';

/** Options of `status`. */
export const options = {
  html: {
    type: 'text',
    placeholder: 'FILE',
    help: 'write the status page there, as one HTML file',
  },
} as const;

/** Tells how things stand. */
export const status = defineCommand({
  name: 'status',
  summary:
    'How things stand: jobs, gaps, sources, backup, outbox; status 3 when something is amiss',
  options,
  examples: ['status', 'status --json', 'status --html status.html'],
  load: () => import('./run.ts'),
});
