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
  /** Its name. */
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
