import type { Mutated } from './mutated.ts';
import { NASTY } from './random.ts';
import type { Chance } from './random.ts';

type Json = unknown;
type Place = readonly (string | number)[];

function placesIn(value: Json, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, [...place, Array.isArray(value) ? Number(key) : key]),
  );
  return [place, ...inner];
}

function at(value: Json, place: Place): Json {
  return place.reduce<Json>(
    (inner, key) => (inner as Readonly<Record<string | number, Json>>)[key],
    value,
  );
}

/** Whether one place lies in one row of a list, so that no other row hears of a change there. */
function inOneRow(whole: Json, place: Place): boolean {
  return place.some((key, depth) => {
    const list = at(whole, place.slice(0, depth));
    return typeof key === 'number' && Array.isArray(list) && list.length > 1;
  });
}

const deep = (levels: number): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

function reversedKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}

/** Values that are of another kind or out of all measure. */
function nastyValue(chance: Chance): Json {
  const values = [null, true, -1, 0, 1e308, -1e-9, 0.005, 2 ** 53, [], {}, [[]], deep(200)];
  return chance.below(2) === 0 ? chance.of(NASTY) : (values[chance.below(values.length)] ?? null);
}

/** A document with something changed that a document can have changed. */
export function mutateJson(good: string, chance: Chance): Mutated {
  const whole = JSON.parse(good) as Json;
  const places = placesIn(whole);
  const place = chance.of(places.slice(1));
  const path = place.join('.');
  const key = place.at(-1) ?? '';
  const parent = at(whole, place.slice(0, -1)) as Record<string | number, Json>;
  // A strike of an option chain is read as two rows, of its call and of its put.
  const alters = inOneRow(whole, place) ? 2 : 'all';
  const text = (): string => JSON.stringify(whole);
  switch (chance.below(8)) {
    case 0:
      return {
        what: 'keys in another order',
        text: JSON.stringify(reversedKeys(whole)),
        alters: 'nothing',
      };
    case 1:
      return { what: 'blanks', text: JSON.stringify(whole, undefined, 4), alters: 'nothing' };
    case 2: {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      // A row of columns that lie beside each other moves all that stand behind it.
      const moves = Array.isArray(parent) && typeof parent[0] !== 'object';
      return { what: `no ${path}`, text: text(), alters: moves ? 'all' : alters };
    }
    case 3: {
      if (!Array.isArray(parent) || typeof parent[0] !== 'object') break;
      parent.push(structuredClone(parent[Number(key)]));
      return { what: `${path} stands there twice`, text: text(), alters: 1 };
    }
    case 4:
      return {
        what: 'a key that objects have of their own',
        text: text().replace('{', '{"__proto__":{"x":1},'),
        alters: 'nothing',
      };
    case 5: {
      const cut = text();
      return { what: 'cut short', text: cut.slice(0, chance.below(cut.length)), alters: 'all' };
    }
    default:
  }
  const nasty = nastyValue(chance);
  parent[key] = nasty;
  const shown = JSON.stringify(nasty).slice(0, 40);
  return { what: `${path} is ${shown}`, text: text(), alters };
}
