/** What a word of a purpose opens. `component`: a named part of a unit's payout. */
export type HeadKind =
  | 'distribution'
  | 'dividend'
  | 'component'
  | 'split'
  | 'consolidation'
  | 'bonus'
  | 'rights'
  | 'buyback'
  | 'demerger'
  | 'scheme'
  | 'reduction'
  | 'meeting'
  | 'interest'
  | 'redemption';

/** A word that opens an action, and all that is written up to the next such word. */
export interface PurposeHead {
  readonly kind: HeadKind;
  readonly words: string;
  readonly tail: string;
}

/** Each word can be taken in one way only: two for one word would be 2ⁿ for n of them in a row. */
const DIVIDEND_SORT =
  '(?:int(?!int)[a-z]{0,4}m|interest|int|final|fin|special|spl|pref(?:erence)?|one[ -]*time|first|second|third|fourth|\\d(?:st|nd|rd|th)|arrears? of)';

/**
 * In the order in which they are tried at one place. The spellings are those of 10,474 purposes of
 * 2016 to 2025, misspelt ones included, and of the files with abbreviations in use before and beside.
 */
const HEADS: readonly (readonly [HeadKind, string])[] = [
  ['distribution', 'distribution'],
  [
    'dividend',
    `(?<![a-z])(?:${DIVIDEND_SORT}[ .-]*)*(?:div(?!is)[a-z]*|dvd|ividend)(?:[ .-]*(?:int|spl|fin)(?=[ .-]*r[se]))?|dividend`,
  ],
  // Beside a dividend the sort alone is enough: `DIV INT-RS12.50+SPL-RS16`.
  ['dividend', '(?<=[+&/,] ?)(?:int|spl|fin|interim|special|final)(?=[ .-]*r[se][ .-]*\\d)'],
  [
    'split',
    '(?:(?:face ?value|(?<![a-z])f\\.?v\\.?)[ -]*(?:split|splt|spl)?|(?:stock|share)?[ -]*(?:split|splt(?![a-z])))(?:[ -]*\\(?[ -]*sub[ -]*division[ -]*\\)?)?|sub[ -]*division',
  ],
  ['consolidation', 'consolidat[a-z]*'],
  ['bonus', '(?<![a-z])(?:bonus|bon(?![a-z]))'],
  ['rights', '(?<![a-z])(?:rights?|rhts?)(?![a-z])(?: issue)?'],
  ['buyback', 'buy[ -]*back'],
  ['demerger', 'de[ -]*merge[a-z]*|spin[ -]*off'],
  ['scheme', 's[ch]{1,2}eme|ar+ang[a-z]*ment|amalgamat[a-z]*|(?<![a-z])merger'],
  [
    'reduction',
    '(?:capital|share) reduction|reduction (?:of|in) [a-z -]*?capital|cap\\.? ?red[a-z]*|reduction of share[a-z]*',
  ],
  [
    'meeting',
    'gen[a-z]*ral me[a-z0-9]*?(?:ting|eing|etin|ing)|(?<![a-z])(?:agm|egm|eogm)(?![a-z])|meeting|book clos(?:ure|ing)',
  ],
  [
    'component',
    '(?<![a-z])in?te?re?st (?:income )?on (?:fixed )?de[a-z]*|fixed de[a-z]* int[a-z]*|(?:return|repayment) (?:of|on) [a-z &]*?(?:capi?t[a-z]*|debt|loan|princip(?:al|le)|ncds?)|capital repayment|princip(?:al|le)(?: payment)?|proceeds(?: of amorti[sz]ation)?|(?:other|treasury) income|(?<![a-z])fd and income tax refund',
  ],
  ['interest', '(?<![a-z])(?:i?n?te?re?st|int)(?![a-z])(?: (?:amount|payment|pay?me?nt))?'],
  ['redemption', 're?d[a-z]{0,2}mp[a-z]*n'],
];

const ANY_HEAD = new RegExp(HEADS.map(([, pattern]) => `(${pattern})`).join('|'), 'g');

/** Finds what the text is about, wherever it stands, in order. @param text as `plainPurpose` gives it */
export function purposeHeads(text: string): PurposeHead[] {
  const found = [...text.matchAll(ANY_HEAD)].filter((match) => match[0].trim() !== '');
  return found.map((match, place) => {
    const kind = HEADS[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'meeting';
    const end = match.index + match[0].length;
    return { kind, words: match[0], tail: text.slice(end, found[place + 1]?.index) };
  });
}
