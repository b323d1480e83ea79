import { describe, expect, it } from 'vitest';
import { canonicalAddress, shownLink } from '../../../src/core/news/canonical-address.ts';
import { identityOf } from '../../../src/core/news/identity.ts';
import { plainText } from '../../../src/core/news/plain-text.ts';
import type { ToldArticle } from '../../../src/core/news/article.ts';
import { readInstant } from '../../../src/core/market/instant.ts';

describe('canonicalAddress', () => {
  it.each([
    ['https://www.Paper.Example/a/b/?utm_source=rss&utm_medium=x#top', 'https://paper.example/a/b'],
    ['http://paper.example/a/b', 'https://paper.example/a/b'],
    ['https://paper.example:443//a/b/', 'https://paper.example/a/b'],
    ['https://paper.example/a?id=2&b=1&fbclid=z', 'https://paper.example/a?b=1&id=2'],
    ['https://paper.example/?p=12', 'https://paper.example?p=12'],
    ['https://user:pass@paper.example/a', 'https://paper.example/a'],
  ])('%s is %s', (link, expected) => {
    expect(canonicalAddress(link)).toBe(expected);
    expect(canonicalAddress(expected), 'once is enough').toBe(expected);
  });

  it.each([
    '',
    'news',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://paper.example/',
    'ftp://a/b',
  ])('%j names no article', (link) => {
    expect(canonicalAddress(link)).toBeUndefined();
  });

  it('what is shown has no credentials and no script', () => {
    expect(shownLink(' https://u:p@paper.example/a?x=1 ')).toBe('https://paper.example/a?x=1');
    expect(shownLink('javascript:alert(1)')).toBeUndefined();
  });
});

describe('identityOf', () => {
  const article: ToldArticle = {
    kind: 'news',
    source: 'a.example',
    title: 'Kaveri Bank Q2 profit rises 12% on loan growth',
    summary: 'One summary.',
    link: 'https://a.example/story/1',
    ownLink: true,
    at: readInstant('2026-11-26T10:00'),
  };
  const content = (facts: Partial<ToldArticle>): string =>
    identityOf({ ...article, ...facts }).content;

  it("an agency's text is one article in every paper on a day", () => {
    const other = { source: 'b.example', link: 'https://b.example/x', summary: 'Other.' };
    expect(content({ ...other, title: 'KAVERI BANK: Q2 profit rises 12% on loan-growth' })).toBe(
      content({}),
    );
    expect(content({ ...other, at: readInstant('2026-11-26T23:59') })).toBe(content({}));
    expect(content({ ...other, at: readInstant('2026-11-27T00:30') })).not.toBe(content({}));
  });

  it('a short headline that returns is told apart by its summary', () => {
    expect(content({ title: 'Stocks to watch', summary: 'A' })).not.toBe(
      content({ title: 'Stocks to watch', summary: 'B' }),
    );
  });

  it('a headline of five words needs no summary, and a text without a date has no day', () => {
    const five = { title: 'Kaveri Bank profit rises 12%' };
    expect(content({ ...five, summary: 'A' })).toBe(content({ ...five, summary: 'B' }));
    expect(content({ title: 'Stocks to watch', summary: 'The 3 of today' })).toBe(
      'news 2026-11-26 stocks to watch | the 3 of today',
    );
    const { at: _, ...undated } = article;
    expect(identityOf(undated).content).toBe('news  kaveri bank q2 profit rises 12 on loan growth');
  });

  it('of a long summary forty words tell', () => {
    const long = (last: string) => `${'word '.repeat(39)}${last}`;
    const said = (summary: string) => content({ title: 'Stocks to watch', summary });
    expect(said(long('a'))).not.toBe(said(long('b')));
    expect(said(long('a b'))).toBe(said(long('a c')));
  });

  it('has the address only where the link is its own', () => {
    expect(identityOf(article).address).toBe('https://a.example/story/1');
    expect(identityOf({ ...article, ownLink: false })).not.toHaveProperty('address');
    const { link: _, ...unlinked } = article;
    expect(identityOf(unlinked)).not.toHaveProperty('address');
  });

  it('letters of the same words are two when their documents are', () => {
    const letter = { kind: 'filing', company: 'Kaveri Bank' } as const;
    expect(content(letter)).toBe(content({ ...letter, source: 'c.example' }));
    expect(content(letter)).not.toBe(content({ ...letter, link: 'https://a.example/2.pdf' }));
  });

  it('an event is the same whenever it is told', () => {
    const event = { kind: 'event', ownLink: false } as const;
    expect(content(event)).toBe(content({ ...event, at: readInstant('2026-12-01') }));
    expect(identityOf({ ...article, ...event }).address).toBeUndefined();
  });
});

describe('plainText', () => {
  it.each([
    ['<p>Tea &amp; <b>Spice</b></p><img src="x">', 'Tea & Spice'],
    ['a &lt;b&gt; c', 'a <b> c'],
    ['Rs 5 < Rs 6 > Rs 4', 'Rs 5 < Rs 6 > Rs 4'],
    ['&#8377;5 &#x20B9;6 &#0; &bogus;', '₹5 ₹6 &bogus;'],
    ['It\u0092s \u0093up\u0094 &#150; &#x80;5 \u0081', 'It’s “up” – €5'],
    ['pro\u00ADfit in\u200Dside &shy;x\uFEFF', 'profit inside x'],
    ['a<script>if (b < 1) c("<i>d</i>")</script>e<style>p > q {}</style >f', 'a e f'],
    ['5&deg;C &middot; 2&times;3&thinsp;&yen;4', '5°C · 2×3 ¥4'],
    ['one\u0000two\u202Ethree\n\nfour', 'one two three four'],
  ])('%j is %j', (html, expected) => {
    expect(plainText(html)).toBe(expected);
  });

  it('cuts after a word, and never a character in two', () => {
    expect(plainText('one two three', 8)).toBe('one two…');
    expect(plainText(`abcdefg${'😀'.repeat(5)}`, 8)).toBe('abcdefg…');
  });
});
