import { fill, h, setAttribute, show } from '../dom';
import type { IconName } from '../icons';
import { icon } from '../icons';

/** What the tools of the stage do. */
export interface ToolActions {
  toggleScaling: () => void;
  toggleSound: () => void;
  toggleFullScreen: () => void;
}

/** How things stand, for the tools to show. */
export interface ToolLook {
  /** Who the others are in words. */
  name: string;
  /** Whether the whole picture is shown; `undefined` while there is no picture. */
  fits: boolean | undefined;
  /** Whether they are silenced here; `undefined` while nothing is heard anyway. */
  silenced: boolean | undefined;
  fullScreen: boolean;
}

/** Small buttons in a corner of the stage: how pictures fit, whether the others are heard, the full screen. */
export class StageTools {
  readonly element: HTMLElement;
  private readonly scaling: HTMLButtonElement;
  private readonly sound: HTMLButtonElement;
  private readonly screen: HTMLButtonElement;

  constructor(actions: ToolActions) {
    this.scaling = tool('tile-scaling', actions.toggleScaling);
    this.sound = tool('tile-sound', actions.toggleSound);
    this.screen = tool('tile-full-screen', actions.toggleFullScreen);
    const props = { class: 'tile-tools', role: 'group', 'data-testid': 'tile-tools' };
    this.element = h('div', props, this.sound, this.scaling, this.screen);
  }

  /** Shows what the tools would do now. */
  update({ name, fits, silenced, fullScreen }: ToolLook): void {
    setAttribute(this.element, 'aria-label', `Picture and sound of ${name}`);
    show(this.scaling, fits !== undefined);
    dress(this.scaling, fits ? 'crop' : 'fit', fits ? 'Fill the space' : 'Show the whole picture');
    show(this.sound, silenced !== undefined);
    dress(this.sound, silenced ? 'soundOff' : 'sound', silenced ? `Hear ${name} again` : `Silence ${name} here`);
    setAttribute(this.sound, 'data-off', silenced);
    // An iPhone shows nothing but videos on the full screen.
    show(this.screen, document.fullscreenEnabled);
    dress(this.screen, fullScreen ? 'shrink' : 'expand', fullScreen ? 'Leave the full screen' : 'Full screen');
  }
}

function tool(testId: string, click: () => void): HTMLButtonElement {
  return h('button', { type: 'button', class: 'tile-tool', 'data-testid': testId, on: { click } });
}

function dress(button: HTMLButtonElement, shape: IconName, label: string): void {
  if (button.title === label) return;
  button.title = label;
  button.setAttribute('aria-label', label);
  fill(button, icon(shape));
}
