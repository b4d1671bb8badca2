import type { Person } from '../people';
import type { Problem } from '../problems';
import { problemOf } from '../problems';

/** Who could not be added, and why the first of them. */
export interface Refused {
  people: Person[];
  problem: Problem;
}

/** Adds each of them, whatever becomes of the others; nothing comes back if all could be added. */
export function addEach(people: readonly Person[], add: (person: Person) => void): Refused | undefined {
  const refused = people.flatMap((person) => {
    try {
      add(person);
      return [];
    } catch (error) {
      return [{ person, problem: problemOf(error) }];
    }
  });
  const [first] = refused;
  return first && { people: refused.map(({ person }) => person), problem: first.problem };
}
