import { h, setAttribute, setText } from './dom';
import type { Person } from './people';
import { initials } from './people';
import { tintOf } from './tints';

/** A person's initials in their tint. */
export function avatar(size: 'small' | 'large' = 'small'): HTMLElement {
  return h('span', { class: `avatar avatar-${size}`, 'aria-hidden': 'true' });
}

/** Shows a person in an avatar. */
export function setAvatar(element: HTMLElement, { id, name }: Person): void {
  setText(element, initials(name));
  setAttribute(element, 'data-tint', tintOf(id));
}
