import type { Person } from '../people';
import { idOf, nameOf, personOf } from '../people';
import { Problem } from '../problems';

const ID = 'An id is a GUID: 8-4-4-4-12 hexadecimal digits, such as 269c8f2c-f01f-8381-b360-ad0db3da9736.';
const MOST_DIGITS_OF_A_NAME = 4;

/** Whom a text means: an id, with or without `8:orgid:`, or a name. Throws a `Problem` where it can be neither. */
export function parseCallee(text: string): Person {
  const shown = text.trim();
  if (shown === '') throw nobodyNamed();
  const id = idOf(shown);
  if (id !== undefined) return { id, name: nameOf(id) };
  checkName(shown);
  return personOf(shown);
}

/** There is nobody to call. */
export function nobodyNamed(): Problem {
  return new Problem('Nobody is named.', 'Type a name, or an id that somebody copied for you.');
}

/** Whom a text means that names several, with commas or semicolons between them; nobody twice. */
export function parseCallees(text: string): Person[] {
  const people = text
    .split(/[,;]/)
    .filter((part) => part.trim() !== '')
    .map(parseCallee);
  return people.filter(({ id }, at) => people.findIndex((other) => other.id === id) === at);
}

/** Throws a `Problem` where a text looks like something else than a name. */
export function checkName(text: string): void {
  if (isRawId(text)) throw new Problem('This is no Teams user’s id.', `Theirs begin with 8:orgid: or nothing. ${ID}`);
  if (isPhoneNumber(text))
    throw new Problem('This looks like a phone number.', 'Phones cannot be called yet: type a name, or an id.');
  if (isBrokenId(text)) throw new Problem(`This looks like an id, but is none: ${countOf(text)}.`, ID);
}

/** Such as `8:acs:…`, `4:+1…`, `28:…` and `19:…@thread.v2`. */
function isRawId(text: string): boolean {
  return /^(8:acs|8:gcch|8:dod|4|28|19):\S/i.test(text);
}

function isPhoneNumber(text: string): boolean {
  return (
    /^\+?[\d\s().\/-]+$/.test(text) && digitsIn(text, /\d/g) > MOST_DIGITS_OF_A_NAME && !/^\d{8}-\d{4}-/.test(text)
  );
}

/** Hexadecimal digits and hyphens with a number among them, or what follows `8:orgid:`. */
function isBrokenId(text: string): boolean {
  if (/^8:orgid:/i.test(text)) return true;
  const groups = text.split('-');
  const isHex = /^[0-9a-f{}-]+$/i.test(text) && /\d/.test(text);
  return isHex && (groups.length >= 4 || digitsIn(text, /[0-9a-f]/gi) >= 16);
}

function countOf(text: string): string {
  const digits = digitsIn(text.replace(/^8:orgid:/i, ''), /[0-9a-f]/gi);
  return digits === 32 ? 'its groups are wrong' : `it has ${digits} hexadecimal digits instead of 32`;
}

function digitsIn(text: string, kind: RegExp): number {
  return text.match(kind)?.length ?? 0;
}
