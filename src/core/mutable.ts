/** The same fields, to be filled one by one before anybody else sees them. */
export type Mutable<Item> = { -readonly [Name in keyof Item]: Item[Name] };
