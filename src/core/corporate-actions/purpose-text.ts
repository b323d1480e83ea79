const INCLUDING = /\(\s*incl[^()]*\)/g;
const BECAUSE = /\bpursuant to\b.*$/;

/**
 * A purpose in the spelling that is searched: lower case, one space between words, foreign
 * characters as dashes, without the notes that only tell that something was revised.
 */
export function plainPurpose(subject: string): string {
  return subject
    .toLowerCase()
    .replaceAll(/[^\x20-\x7e]+/g, (run) => (run.trim() === '' ? ' ' : '-'))
    .replaceAll(/\s+/g, ' ')
    .replace(/\((?:[^()]*)\b(?:revised?|rev|updated)\b[^()]*\)?/g, ' ')
    .replace(/\d?purpp?o?se revised\)/g, ' ')
    .replace(INCLUDING, ' ')
    .replace(BECAUSE, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
