const PHONE = `
  <svg class="phone-drawing" viewBox="0 0 140 100" aria-hidden="true" focusable="false">
    <path class="cradle" d="M42 40h56c3 0 5.6 1.9 6.5 4.7l14 42c1.7 5-2 10.3-7.3 10.3H28.8c-5.3 0-9-5.3-7.3-10.3l14-42C36.4 41.9 39 40 42 40z" />
    <circle class="dial" cx="70" cy="69" r="18" />
    <path class="dots" d="M70 57h.01M79.5 61.5h.01M82 71h.01M75.5 79h.01M64.5 79h.01M58 71h.01M60.5 61.5h.01" />
    <path class="wire" d="M22 88c-12 2-16-8-8-11s10 9 0 8-12-16-3-19 11 8 2 9-14-12-6-18" />
    <path class="handset" d="M12 34c-1.5-16 22-28 58-28s59.5 12 58 28c-.3 3.4-3.1 6-6.5 6h-15c-3.5 0-6.4-2.7-6.7-6.2l-.5-6.3c-.2-2.5-2-4.6-4.5-5.1-16-3-33.6-3-49.6 0-2.5.5-4.3 2.6-4.5 5.1l-.5 6.3c-.3 3.5-3.2 6.2-6.7 6.2h-15c-3.4 0-6.2-2.6-6.5-6z" />
  </svg>`;

/** A telephone; the style sheet lifts its handset where somebody is signed in. */
export function phoneDrawing(): Element {
  const template = document.createElement('template');
  template.innerHTML = PHONE;
  return template.content.firstElementChild!;
}
