// Line icons on a grid of 24, drawn for this page.
const SHAPES = {
  mic: '<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
  micOff:
    '<path d="M9 9V6.5a3 3 0 0 1 6 0v4.2M9.2 13a3 3 0 0 0 4 1.3M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.3 13.2c.13-.55.2-1.1.2-1.7M12 18v3M4 4l16 16"/>',
  camera: '<rect x="3" y="6.5" width="12.5" height="11" rx="2.5"/><path d="M15.5 10.6l5.5-3v8.8l-5.5-3z"/>',
  cameraOff:
    '<path d="M8.5 6.5H13a2.5 2.5 0 0 1 2.5 2.5v4.5M15 16.8a2.5 2.5 0 0 1-2 .7H5.5A2.5 2.5 0 0 1 3 15V9c0-.9.5-1.7 1.2-2.1M15.5 10.6l5.5-3v8.8l-2.4-1.3M4 4l16 16"/>',
  phone:
    '<path d="M6.2 4h2.6l1.6 4.1-2 1.5a11.5 11.5 0 0 0 6 6l1.5-2 4.1 1.6v2.6c0 1.2-1 2.2-2.2 2.1A15 15 0 0 1 4.1 6.2C4 5 5 4 6.2 4z"/>',
  hangUp:
    '<path d="M3.4 13.8c-.9-1.1-.7-2.5.4-3.3 4.7-3.5 11.7-3.5 16.4 0 1.1.8 1.3 2.2.4 3.3l-.9 1.1c-.5.6-1.3.8-2 .5l-2.2-.9c-.7-.3-1.1-1-1-1.7l.1-1a8.8 8.8 0 0 0-5.2 0l.1 1c.1.7-.3 1.4-1 1.7l-2.2.9c-.7.3-1.5.1-2-.5z"/>',
  screen:
    '<rect x="3" y="4.5" width="18" height="12.5" rx="2.5"/><path d="M8.5 20.5h7M12 13.5v-6M9.3 10 12 7.3l2.7 2.7"/>',
  people:
    '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5c.4-3.6 3-5.5 6.2-5.5s5.8 1.9 6.2 5.5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.6 14.4c2 .7 3.3 2.4 3.6 5.1"/>',
  personAdd:
    '<circle cx="9.5" cy="8.5" r="3.5"/><path d="M3.3 19.5c.4-3.6 3-5.5 6.2-5.5s5.8 1.9 6.2 5.5M19 7.5v6M16 10.5h6"/>',
  personOff:
    '<circle cx="9.5" cy="8.5" r="3.5"/><path d="M3.3 19.5c.4-3.6 3-5.5 6.2-5.5s5.8 1.9 6.2 5.5M16.5 8.5l4.5 4.5M21 8.5 16.5 13"/>',
  pause: '<path d="M8.5 5.5v13M15.5 5.5v13"/>',
  resume: '<path d="M7.5 5.2v13.6c0 .8.9 1.3 1.6.8l10-6.8c.6-.4.6-1.2 0-1.6l-10-6.8c-.7-.5-1.6 0-1.6.8z"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  sun: '<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>',
  moon: '<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>',
  list: '<path d="M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01"/>',
  close: '<path d="M6 6l12 12M18 6 6 18"/>',
  copy: '<rect x="8.5" y="8.5" width="11" height="11" rx="2.5"/><path d="M15.5 5.5a1 1 0 0 0-1-1H7A2.5 2.5 0 0 0 4.5 7v7.5a1 1 0 0 0 1 1"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  sound: '<path d="M4 9.5v5h3.5l4.5 4V5.5l-4.5 4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11"/>',
  soundOff: '<path d="M4 9.5v5h3.5l4.5 4V5.5l-4.5 4zM16 9.5l5 5M21 9.5l-5 5"/>',
  fit: '<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><path d="M6.5 9.5h11v5h-11z"/>',
  crop: '<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><path d="M9 9.5 6.5 12 9 14.5M15 9.5l2.5 2.5-2.5 2.5"/>',
  expand: '<path d="M14.5 4.5h5v5M9.5 19.5h-5v-5M19.5 4.5l-6 6M4.5 19.5l6-6"/>',
  shrink: '<path d="M19 10h-5V5M5 14h5v5M14 10l6-6M10 14l-6 6"/>',
  sliders:
    '<path d="M4 7.5h8M18 7.5h2M4 16.5h2M12 16.5h8"/><circle cx="15" cy="7.5" r="2.5"/><circle cx="9" cy="16.5" r="2.5"/>',
  leave: '<path d="M14 4.5H7A2.5 2.5 0 0 0 4.5 7v10A2.5 2.5 0 0 0 7 19.5h7M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"/>',
  trouble: '<path d="M12 4 21 19.5H3zM12 10v4.5M12 17.2h.01"/>',
  missed: '<path d="M20 7.5l-7.5 7.5L5 7.5M5 13.5V7.5h6"/>',
} as const;

/** Which icons there are. */
export type IconName = keyof typeof SHAPES;

/** An icon, as large as the text around it. It says nothing to assistive technology: the control's label does. */
export function icon(name: IconName): SVGSVGElement {
  const template = document.createElement('template');
  template.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
  return template.content.firstElementChild as SVGSVGElement;
}
