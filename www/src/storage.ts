const PREFIX = 'offhook.';

/** Reads what was kept; the fallback where there is nothing, where it is broken, or where storage is forbidden. */
export function load<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** Keeps something for the next visit, if that is allowed. */
export function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Forbidden or full: it lasts as long as the page.
  }
}
