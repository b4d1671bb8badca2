/** One event, as the drawer shows it. */
export interface Entry {
  /** When it came. */
  at: Date;
  /** On whose side. */
  who: string;
  /** That side's tint. */
  tint: number;
  /** The object that fired it. */
  object: string;
  /** Whom it is about, where there may be several: a participant, or those in the call. */
  about: string | undefined;
  /** The event's name. */
  event: string;
  /** What the object says after it. */
  value: string;
}

type Listener = (entry: Entry) => void;

/** All events of the page, in their order. */
export class EventLog {
  private readonly listeners = new Set<Listener>();

  /** Notes an event. */
  add(entry: Entry): void {
    for (const listener of this.listeners) listener(entry);
  }

  /** Hears of every event from now on. */
  subscribe(listener: Listener): void {
    this.listeners.add(listener);
  }
}
