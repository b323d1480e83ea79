import type { Mutated } from './mutated.ts';
import { NASTY } from './random.ts';
import type { Chance } from './random.ts';

/** Pieces that mean something to some reader of texts. */
const PIECES = [
  ...NASTY,
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#x110000;',
  '</item>',
  '<item>',
  '\n',
  '\r',
  '#',
  '"""',
  '=',
  ' = ',
  '|',
  ';',
  ':',
  '@',
  '('.repeat(3000),
  '['.repeat(3000),
  '<a>'.repeat(3000),
];

/** A text whose words, tags and marks are dropped, doubled, replaced and mixed up. */
export function mutateText(good: string, chance: Chance): Mutated {
  const tokens = good.match(/<[^>]*>|[\w.-]+|\s+|[^\w\s]/g) ?? [good];
  const done: string[] = [];
  for (let left = chance.below(3); left >= 0; left--) {
    const at = chance.below(tokens.length + 1);
    const many = chance.below(4);
    const put = [[], [chance.of(PIECES)], tokens.slice(at, at + many)][chance.below(3)] ?? [];
    const gone = tokens.splice(at, many, ...put, ...(chance.below(2) === 0 ? [] : put));
    done.push(`${gone.join('').slice(0, 30)} -> ${put.join('').slice(0, 30)}`);
  }
  return { what: done.join('; '), text: tokens.join(''), alters: 'all' };
}
