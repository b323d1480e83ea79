/** Gives for equal texts what was read of the first of them. */
export function readOnce<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const there = known.get(text);
    if (there !== undefined) return there;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}
