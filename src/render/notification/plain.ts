import type { Notification } from '../../core/notification/notification.ts';

/** A message's body with its figures below it, as plain lines. */
export function plainText({ body, facts }: Pick<Notification, 'body' | 'facts'>): string {
  const figures = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [body, figures].filter((part) => part !== '').join('\n\n');
}

/** Said where a text had to be cut. */
export const CUT_MARK = '… (cut: `paperjobs notify list --json` has the whole)';

/**
 * Lines up to a limit; where they do not fit, whole lines are kept and the cut is told. One line that
 * is too long by itself is cut inside, between characters.
 *
 * @param sizeOf length of a text in the unit of the limit
 */
export function cutLines(
  lines: readonly string[],
  limit: number,
  sizeOf: (text: string) => number,
): string[] {
  if (sizeOf(lines.join('\n')) <= limit) return [...lines];
  const kept: string[] = [];
  let room = limit - sizeOf(`\n${CUT_MARK}`);
  for (const line of lines) {
    const size = sizeOf(`${line}\n`);
    if (size > room) {
      if (kept.length === 0) kept.push(cutText(line, room, sizeOf));
      break;
    }
    kept.push(line);
    room -= size;
  }
  return [...kept, CUT_MARK];
}

/** As many whole characters of a text as fit. */
export function cutText(text: string, limit: number, sizeOf: (text: string) => number): string {
  let kept = '';
  let room = limit;
  for (const character of text) {
    room -= sizeOf(character);
    if (room < 0) break;
    kept += character;
  }
  return kept;
}
