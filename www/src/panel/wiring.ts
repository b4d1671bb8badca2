import { Controls } from '../controls/controls';
import type { Session } from '../session';
import { toggleFullScreen } from '../stage/fullscreen';
import { Stage } from '../stage/stage';
import { HeldCalls } from './held';
import { Ringing } from './ringing';

/** Who is signed in on a panel, if anybody. */
export type Current = () => Session | undefined;

/** The buttons of the call that is on the stage. */
export function controlsOf(current: Current, togglePeople: () => void): Controls {
  return new Controls({
    toggleMute: async () => current()?.onStage((line) => line.toggleMute()),
    toggleCamera: async () => current()?.toggleCamera(),
    toggleShare: async () => current()?.onStage(({ share }) => share.toggle()),
    togglePeople,
    toggleHold: async () => current()?.onStage((line) => line.toggleHold()),
    hangUp: async () => current()?.onStage((line) => line.hangUp()),
    endForEveryone: async () => current()?.onStage((line) => line.hangUp('for everyone')),
  });
}

/** What asks about a call that comes in. */
export function ringingOf(current: Current): Ringing {
  return new Ringing({
    answer: async (incoming, withCamera, precedence) => current()?.answer(incoming, withCamera, precedence),
    decline: async (incoming) => current()?.decline(incoming),
  });
}

/** The list of the calls that wait. */
export function heldCallsOf(current: Current): HeldCalls {
  return new HeldCalls({
    resume: async (line) => current()?.resume(line),
    hangUp: async (line) => current()?.drop(line),
  });
}

/** The stage of somebody's calls; the panel around it goes on the full screen with it. */
export function stageOf(session: Session, panel: HTMLElement): Stage {
  return new Stage(session.person, {
    toggleSound: () => void session.onStage((line) => line.toggleIncomingAudio()),
    toggleFullScreen: () => void toggleFullScreen(panel),
    stopSharing: () => void session.onStage(({ share }) => share.toggle()),
    resume: () => void session.onStage((line) => line.toggleHold()),
    park: () => session.calls.park(),
  });
}
