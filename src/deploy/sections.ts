/**
 * Puts a generated text between its marks in a document: `<!-- NAME: generated -->` and
 * `<!-- /NAME -->`.
 *
 * @throws Error when the document has no such marks: a mistake of the document
 */
export function withSection(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name}: generated -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(open), document.indexOf(close)];
  if (from < 0 || to < from) throw new Error(`the document has no section "${name}"`);
  return `${document.slice(0, from + open.length)}\n${text}\n${document.slice(to)}`;
}
