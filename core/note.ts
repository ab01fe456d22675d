import type { InLanguages } from "./figures.ts";

/**
 * What the program has to say, as a key and its figures. It is made where the thing is known and put into words where it is
 * shown: `app/words` holds the sentences of every language.
 */
export interface Note<Key extends string = string> {
  readonly key: Key;
  readonly figures: Readonly<Record<string, Figure>>;
}

/** Says a note in one language: whoever writes text where no words are at hand is given one. */
export type Tell = (note: Note) => string;

/** A figure with its kind, so that each language can write it. */
export type Figure =
  | {
      readonly kind: Exclude<keyof Values, "money" | "name" | "day" | "note" | "words">;
      readonly value: number;
    }
  | { readonly kind: "name"; readonly value: string }
  | { readonly kind: "day"; readonly value: string }
  | { readonly kind: "money"; readonly value: Values["money"] }
  | { readonly kind: "note"; readonly value: Note }
  | { readonly kind: "words"; readonly value: Values["words"] }
  | { readonly kind: "list"; readonly value: readonly Figure[] };

/** What a maker gives for a figure of each kind. */
export interface Values {
  /** A whole number: `12,345`. */
  count: number;
  /** A number as it is, to six digits after the mark: `0.34`. */
  number: number;
  /** A number to two digits after the mark: `1.20`. */
  factor: number;
  /** Of 1, to a tenth of a percent: `12.3%`. */
  share: number;
  /** Of 1, whole percents: `12%`. */
  percent: number;
  /** A relative difference: `+33.8%`. */
  change: number;
  /** Major units of a currency (ISO 4217): `₺12.4 M`. */
  money: { readonly amount: number; readonly currency: string };
  /** As the input, a file or `market.yaml` writes it: no language changes it. */
  name: string;
  /** Hours since midnight: `09:30`. */
  clock: number;
  /** A day, ISO. */
  day: string;
  /** A part of the sentence that has words of its own. */
  note: Note;
  /** A part of which the words of every language are at hand, as of a segment or a lever. */
  words: InLanguages;
}

export type Kind = keyof Values;

/** A room's notes: for each key the kinds of its figures. */
export type Kinds = Readonly<Record<string, Readonly<Record<string, Kind>>>>;

/** Makes the notes of a room. */
export interface NoteMaker<Room extends Kinds> {
  /** @param given the figures of the note; more than one of a kind are written as a list */
  <Key extends keyof Room & string>(
    key: Key,
    ...given: keyof Room[Key] extends never ? [] : [Given<Room[Key]>]
  ): Note<Key>;
  readonly kinds: Room;
}

type Given<Figures extends Readonly<Record<string, Kind>>> = {
  readonly [Name in keyof Figures]: Values[Figures[Name]] | readonly Values[Figures[Name]][];
};

/** Without what says the same as one before it. */
export function distinct<T>(notes: readonly T[]): T[] {
  return [...new Map(notes.map(note => [JSON.stringify(note), note])).values()];
}

/** Any note of a room. */
export type NoteOf<Maker> = Maker extends NoteMaker<infer Room> ? Note<keyof Room & string> : never;

/**
 * The words of a room in one language: for each key a sentence with its figures in double braces,
 * `{{known}} of {{areas}} areas`. Where it differs by number it goes by the figure `count`.
 */
export type Words<Maker> =
  Maker extends NoteMaker<infer Room> ? { readonly [Key in keyof Room]: Sentence } : never;

export type Sentence = string | { readonly one: string; readonly other: string };

/** Declares the notes of a room: each key with the kinds of its figures. Keys start with the room's name. */
export function notes<const Room extends Kinds>(kinds: Room): NoteMaker<Room> {
  const make = (key: keyof Room & string, given: Readonly<Record<string, unknown>> = {}) => {
    const figures = Object.entries(kinds[key]!).map(([name, kind]) => [name, figure(kind, given[name])]);
    return { key, figures: Object.fromEntries(figures) };
  };
  return Object.assign(make, { kinds }) as NoteMaker<Room>;
}

function figure(kind: Kind, value: unknown): Figure {
  if (Array.isArray(value)) return { kind: "list", value: value.map(part => figure(kind, part)) };
  return { kind, value } as Figure;
}
