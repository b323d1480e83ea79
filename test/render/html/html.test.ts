import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, jsonForScript } from '../../../src/render/html/html.ts';
import { pageText } from '../../../src/render/html/page.ts';
import { htmlTable } from '../../../src/render/html/table.ts';

describe('a template', () => {
  it('escapes what is filled in, and joins lists', () => {
    const items = ['<b>', 'x & y'].map((text) => html`<li>${text}</li>`);
    const made = html`<ul title="${'"><script>'}">
      ${items}${undefined}${3}
    </ul>`;
    expect(made.toString().replaceAll(/\s*\n\s*/g, '')).toBe(
      '<ul title="&quot;&gt;&lt;script&gt;"><li>&lt;b&gt;</li><li>x &amp; y</li>3</ul>',
    );
  });

  it('lets no text out of its place', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.toString()).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('lets no data end the script that holds it', () => {
    const nasty = { name: '</script><script>alert(1)</script>', note: '<!--' };
    const text = jsonForScript(nasty).toString();
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toEqual(nasty);
  });
});

it('a page stands alone', () => {
  const text = pageText({ title: 'A & B', body: html`<p>hello</p>`, script: 'run()' });
  expect(text).toContain('<title>A &amp; B</title>');
  expect(text).toContain('<script>run()</script>');
  expect(text).not.toMatch(/(?:src|href)=/);
});

it('a table says so when it is empty', () => {
  const columns = [{ head: 'name', cell: (row: string) => row }];
  expect(htmlTable('names', columns, [], 'no name').toString()).toContain('no name');
  const full = htmlTable('names', columns, ['<i>'], 'no name').toString();
  expect(full).toContain('<td>&lt;i&gt;</td>');
});
