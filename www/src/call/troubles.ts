import { cameraDenied, Problem } from '../problems';

/** What hinders a call, by the name of the diagnostic that says so, for who the others are in words. */
export const TROUBLES: Record<string, (other: string) => Problem> = {
  microphonePermissionDenied: (other) =>
    new Problem(
      `The microphone is blocked, so ${other} cannot hear you.`,
      'Allow it in the site settings, left of the address, and call again.',
    ),
  noMicrophoneDevicesEnumerated: (other) =>
    new Problem(`No microphone was found, so ${other} cannot hear you.`, 'Plug one in and call again.'),
  microphoneNotFunctioning: (other) =>
    new Problem(
      `The microphone does not work, so ${other} cannot hear you.`,
      'Close other programs that use it, check its plug, and call again.',
    ),
  microphoneMuteUnexpectedly: (other) =>
    new Problem(
      `The microphone is muted outside of this page, so ${other} cannot hear you.`,
      'Look at the switch of the microphone, and at the sound settings of the system.',
    ),
  speakingWhileMicrophoneIsMuted: (other) =>
    new Problem(`You are muted: ${other} cannot hear what you say.`, 'Unmute to be heard.'),
  noSpeakerDevicesEnumerated: () =>
    new Problem('No speaker was found, so you cannot hear anything.', 'Plug one in: it is used at once.'),
  cameraPermissionDenied: () => cameraDenied(),
  cameraStartFailed: () =>
    new Problem('The camera cannot be opened.', 'Close other programs that use it, then turn it on again.'),
  cameraStoppedUnexpectedly: () =>
    new Problem('The camera stopped by itself.', 'Check its plug, then turn it on again.'),
  cameraFreeze: (other) =>
    new Problem(`The camera’s picture stands still, for ${other} too.`, 'Turn it off and on again.'),
  networkSendQuality: (other) =>
    new Problem(`The network is too weak: ${other} can hardly hear and see you.`, 'Come closer to the access point.'),
  networkReceiveQuality: (other) =>
    new Problem(`The network is too weak: little of ${other} arrives.`, 'Come closer to the access point.'),
  networkReconnect: (other) =>
    new Problem(`Nothing comes from ${other} any more.`, 'Reconnecting; after two minutes the call ends.'),
  noNetwork: () => new Problem('This machine has no network.', 'After two minutes without, the call ends.'),
};

/** What of the network to say: one thing at a time, the one that explains the others. */
export function networkTroubles(troubles: ReadonlyMap<string, Problem>, lost: Problem | undefined): Problem[] {
  const [gone, weak] = [GONE, WEAK].map((names) => names.flatMap((name) => troubles.get(name) ?? []));
  return [...gone!, lost ?? [], ...weak!].flat().slice(0, 1);
}

/** What of the devices to say: all of it. That somebody else has muted this end explains that nobody hears it. */
export function deviceTroubles(troubles: ReadonlyMap<string, Problem>, muted: Problem | undefined): Problem[] {
  const explained = [...GONE, ...WEAK, ...(muted ? ['speakingWhileMicrophoneIsMuted'] : [])];
  const told = [...troubles].filter(([name]) => !explained.includes(name)).map(([, problem]) => problem);
  return muted ? [muted, ...told] : told;
}

// Each in the order in which they explain each other.
const GONE = ['noNetwork', 'networkReconnect'];
const WEAK = ['networkSendQuality', 'networkReceiveQuality'];
