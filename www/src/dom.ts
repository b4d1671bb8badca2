/** What an element can contain; what is false or missing is left out. */
export type Child = Node | string | false | null | undefined;

/** Attributes, and listeners under `on`. `true` sets an empty attribute, `false` and `undefined` none. */
export interface Props {
  on?: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
  [attribute: string]: string | number | boolean | undefined | object;
}

/** Makes an element. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { on = {}, ...attributes }: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener as EventListener);
  fill(element, ...children);
  return element;
}

/** Sets or removes an attribute, and leaves it alone where it is the same already. */
export function setAttribute(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === false || value === null) return element.removeAttribute(name);
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** Replaces an element's children. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => isChild(child)));
}

/** Gives an element these children. Those that stay are not moved, so they keep the focus, and videos play on. */
export function arrange(element: Element, children: readonly Element[]): void {
  for (const child of [...element.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, at) => {
    const there = element.children[at];
    if (there !== child) element.insertBefore(child, there ?? null);
  });
}

/** Replaces an element's text, unless it is the same: a live region would speak again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Shows an element or hides it, also from assistive technology. */
export function show(element: HTMLElement, visible: boolean): void {
  element.hidden = !visible;
}

/** Whether an element is to be seen: neither it nor what it is in is hidden, or off the page. */
export function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}

let lastId = 0;

/** A fresh id, for labels. */
export function freshId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

function isChild(child: Child): boolean {
  return child !== false && child !== null && child !== undefined;
}
