import { defineCommand } from '../../kit/command.ts';

/** Shows the digest of the last day. */
export const notifyDigest = defineCommand({
  name: 'notify digest',
  summary: 'The digest of the last day as it stands now, without sending it',
  options: {},
  examples: ['notify digest', 'notify digest --json'],
  load: () => import('./run.ts'),
});
