/** A place that wants to show a picture of somebody else. */
export interface Guest {
  /** Those with a lower rank come first. */
  readonly rank: number;
  /** It may show its picture now. */
  admit(): void;
  /** It has to give its view up, and waits again. */
  dismiss(): void;
}

/**
 * Who may have one of the views of other people's pictures, of which the SDK gives a page a limited number. The lines of this
 * page share them, so that the first ones of each line come before the second ones of any.
 */
export class ViewPool {
  private guests: Guest[] = [];
  private admitted: ReadonlySet<Guest> = new Set();

  constructor(private readonly most: number) {}

  /** Somebody wants a view. */
  enter(guest: Guest): void {
    this.guests.push(guest);
    this.arrange();
  }

  /** Somebody wants none any more. */
  leave(guest: Guest): void {
    this.guests = this.guests.filter((other) => other !== guest);
    this.arrange();
  }

  /** Ranks have changed, or guests have. */
  arrange(): void {
    const ordered = [...this.guests].sort((one, other) => one.rank - other.rank);
    const [before, now] = [this.admitted, new Set(ordered.slice(0, this.most))];
    this.admitted = now;
    // Views are given up before others are made.
    for (const guest of ordered) if (before.has(guest) && !now.has(guest)) guest.dismiss();
    for (const guest of now) if (!before.has(guest)) guest.admit();
  }
}

// As the SDK has it (400/43220).
const MOST = 10;
const MOST_ON_A_PHONE = 6;

/** The views of this page. */
export const views = new ViewPool(isPhone() ? MOST_ON_A_PHONE : MOST);

function isPhone(): boolean {
  return /Android|iPhone|iPad|iPod/.test(globalThis.navigator?.userAgent ?? '');
}
