const NOTHING = '–';

/** Bits a second as a person reads them. */
export function bits(rate: number | undefined): string {
  if (rate === undefined) return NOTHING;
  if (rate >= 1e6) return `${(rate / 1e6).toFixed(1)} Mbit/s`;
  return `${Math.round(rate / 1000)} kbit/s`;
}

/** A share in percent. */
export function percent(share: number | undefined): string {
  if (share === undefined) return NOTHING;
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

/** Seconds as milliseconds. */
export function milliseconds(seconds: number | undefined): string {
  if (seconds === undefined) return NOTHING;
  const value = seconds * 1000;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

/** How much later something was, in milliseconds: `+85 ms`, `+2.1 s`, `+1:05`. */
export function later(duration: number): string {
  if (duration < 1000) return `+${duration} ms`;
  if (duration < 60_000) return `+${(duration / 1000).toFixed(1)} s`;
  const seconds = Math.round(duration / 1000);
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
