import type { Member } from '../../calls/group.mjs';

declare global {
  /** When what happened first; see probe.mjs. */
  var marks: {
    set(name: string, at?: number): void;
    get(name: string): Promise<number>;
    clear(): void;
  };
  /** What the page is. */
  var client: Client;
  /** What it is in a crowd. */
  var member: Member;

  /** Somebody in a page, by whatever means. It marks `placed`, `rings` and `accepted`. */
  interface Client {
    /** Told when it rings. */
    onRing: () => unknown;
    /** From nothing to somebody who can be called. */
    signIn(login: any): Promise<unknown>;
    /** Calls the other one, by what that one signed in with. */
    startCall(login: any): unknown;
    accept(): unknown;
    /** Ends the call, or lasts until it has ended. Both do it, the caller first. */
    hangUp(): unknown;
  }
}

export {};
