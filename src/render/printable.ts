const CONTROL = /[\p{Cc}\p{Cf}]/gu;

/** Text for one line of a terminal: foreign names and sentences cannot break or steer it. */
export function printable(text: string): string {
  return text.replaceAll(CONTROL, ' ');
}
