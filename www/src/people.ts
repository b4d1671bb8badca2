import { sha256 } from '@noble/hashes/sha2.js';
import { load, save } from './storage';

/** Somebody who can call and be called. */
export interface Person {
  /** The id in the directory, a GUID. */
  id: string;
  /** What to call them. */
  name: string;
}

const GUID = /^(?:8:orgid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const KNOWN = 'people';
const MOST_KNOWN = 24;

/**
 * The person of a name. Their id is made of the name alone, so two machines agree on it without asking anybody: a
 * version 8 UUID (RFC 9562 section 5.8) of the SHA-256 of the name, where case and blanks do not matter.
 */
export function personOf(name: string): Person {
  const shown = tidy(name);
  const bytes = sha256(new TextEncoder().encode(`offhook demo:${shown.toLowerCase()}`)).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), name: shown };
}

/** The id in a text, with or without `8:orgid:`. */
export function idOf(text: string): string | undefined {
  return GUID.exec(text)?.[1]?.toLowerCase();
}

/** Keeps a person's name, so that they are not shown as a number later. The latest comes first. */
export function remember(person: Person): void {
  const others = known().filter(({ id }) => id !== person.id);
  save(KNOWN, [person, ...others].slice(0, MOST_KNOWN));
}

/** Everybody who was signed in here or reached from here, the latest first. */
export function known(): Person[] {
  return load<Person[]>(KNOWN, []);
}

// Names that were typed here, also of people who were never reached; by their ids.
const typed = new Map<string, string>();

/** Keeps what somebody was called by as long as the page lasts. */
export function introduce({ id, name }: Person): void {
  typed.set(id, name);
}

/** A person's name, as far as this browser knows it, otherwise the id. */
export function nameOf(id: string): string {
  return known().find((person) => person.id === id)?.name ?? typed.get(id) ?? id;
}

/** Whether nothing but the id is known of a person. */
export function isNameless({ id, name }: Person): boolean {
  return id === name;
}

/** What somebody is called aloud of whom nothing but the id is known. */
export const STRANGER = 'somebody without a name';

/** A person's name as it is read aloud: nobody wants to hear an id. */
export function spokenName(person: Person): string {
  return isNameless(person) ? STRANGER : person.name;
}

/** One or two letters that stand for a name, or a sign for an id. */
export function initials(name: string): string {
  if (idOf(name) !== undefined) return '#';
  const words = name.split(' ').filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => Array.from(word ?? '')[0] ?? '',
  );
  return letters.join('').toUpperCase() || '?';
}

function tidy(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ');
}
