import { Failure } from '../core/failure.ts';
import { LEXICON_MODEL } from '../core/sentiment/score-headline.ts';
import { nearest } from '../core/nearest.ts';
import type { CommandContext } from '../kit/command.ts';
import type { Store } from '../store/store.ts';

/**
 * The model whose scores are shown: the one that is asked for, else the one of the settings as far as
 * it has scored anything, else the built-in one.
 *
 * @throws Failure `usage` for a model that has scored nothing
 */
export async function shownModel(
  { resolved }: Pick<CommandContext, 'resolved'>,
  store: Pick<Store, 'sentimentHistory'>,
  asked: string | undefined,
): Promise<string> {
  const known = await store.sentimentHistory.models();
  if (asked === undefined) {
    const finbert = resolved.settings['news.model'] === 'finbert';
    return (
      (finbert ? known.findLast((name) => name.startsWith('finbert')) : undefined) ?? LEXICON_MODEL
    );
  }
  if (known.includes(asked)) return asked;
  const meant = nearest(asked, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new Failure(
    'usage',
    `--model: expected one that has scored articles (${known.join(', ') || 'none has yet'}), found "${asked}"${hint}`,
  );
}
