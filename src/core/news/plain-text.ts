/** Named entities that feeds use beside the five of XML. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  trade: '™',
  reg: '®',
  pound: '£',
  euro: '€',
  middot: '·',
  copy: '©',
  deg: '°',
  times: '×',
  laquo: '«',
  raquo: '»',
  sbquo: '‚',
  bdquo: '„',
  plusmn: '±',
  cent: '¢',
  yen: '¥',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '',
  zwnj: '\u200C',
  zwj: '\u200D',
};

/** What windows-1252 has from 0x80 to 0x9f, `_` where it has nothing. */
const PRINTED = '€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ';

/**
 * Quotes, dashes and the like where a feed has written them in windows-1252 and called that something
 * else, or named them by their number there: in Unicode these places are controls that no text has.
 */
function printed(text: string): string {
  return text.replaceAll(/[\u0080-\u009f]/g, (control) => {
    const shown = PRINTED[control.charCodeAt(0) - 0x80] ?? '_';
    return shown === '_' ? ' ' : shown;
  });
}

/** What stands inside words and is not seen: soft hyphens, joiners, and marks of byte order. */
const INSIDE_WORDS = /\u00AD|\u200C|\u200D|\u2060|\uFEFF/g;

function character(code: number): string {
  const real = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return real ? String.fromCodePoint(code) : ' ';
}

/** Resolves entities once: what an entity stands for is text, and not looked at again. */
function resolved(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return character(Number(decimal));
      if (hex !== undefined) return character(Number.parseInt(hex, 16));
      return NAMED[(name ?? '').toLowerCase()] ?? whole;
    },
  );
}

/** Without elements whose content is no text, whatever stands in it; looks at each character once. */
function withoutElements(html: string, tag: 'script' | 'style'): string {
  const [opening, closing] = [new RegExp(`<${tag}\\b`, 'gi'), new RegExp(`</${tag}[^<>]*>`, 'gi')];
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    opening.lastIndex = from;
    const opens = opening.exec(html);
    closing.lastIndex = opens?.index ?? 0;
    const closes = opens && closing.exec(html);
    if (!closes) return [...kept, html.slice(from)].join(' ');
    kept.push(html.slice(from, opens.index));
    from = closing.lastIndex;
  }
}

/**
 * The text of a piece of HTML on one line: mark-up taken off, entities resolved, one space between
 * words. Feeds escape HTML inside XML, so that a title may hold either.
 *
 * @param most characters kept; a longer text is cut after a word, with an ellipsis
 */
export function plainText(html: string, most = Infinity): string {
  // A cap of its own before the patterns: a summary of a megabyte is cut, not searched.
  const start = html.slice(0, Number.isFinite(most) ? most * 8 : undefined);
  const bare = withoutElements(withoutElements(start, 'script'), 'style').replaceAll(
    /<\/?[a-z!][^<>]*>/gi,
    ' ',
  );
  const text = printed(resolved(bare))
    .replaceAll(INSIDE_WORDS, '')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > most / 2 ? space : most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
