const PREFIX = 'offhook.';

/** Something of the browser that keeps texts. */
type Keeper = () => Storage;

/** Lasts longer than the page: it is the same in all tabs. */
export const forGood: Keeper = () => localStorage;
/** Lasts as long as the tab: it survives reloading. */
export const forTab: Keeper = () => sessionStorage;

/** Reads what was kept; the fallback where there is nothing, where it is broken, or where storage is forbidden. */
export function load<T>(key: string, fallback: T, keeper = forGood): T {
  try {
    const text = keeper().getItem(PREFIX + key);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

/** Keeps something, if that is allowed. */
export function save(key: string, value: unknown, keeper = forGood): void {
  try {
    keeper().setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Forbidden or full: it lasts as long as the page.
  }
}
