import { cameraDenied, Problem } from './problems';

/** What hinders a call, by the name of the diagnostic that says so, for the name of the other one. */
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
  cameraPermissionDenied: () => cameraDenied(),
  cameraStartFailed: () =>
    new Problem('The camera cannot be opened.', 'Close other programs that use it, then turn it on again.'),
  cameraStoppedUnexpectedly: () =>
    new Problem('The camera stopped by itself.', 'Check its plug, then turn it on again.'),
  networkReconnect: (other) =>
    new Problem(`Nothing comes from ${other} any more.`, 'Reconnecting; after two minutes the call ends.'),
  noNetwork: () => new Problem('This machine has no network.', 'After two minutes without, the call ends.'),
};

/** What of the network to say: one thing at a time, the one that explains the others. */
export function networkTroubles(troubles: ReadonlyMap<string, Problem>, lost: Problem | undefined): Problem[] {
  const first = troubles.get('noNetwork') ?? troubles.get('networkReconnect') ?? lost;
  return first ? [first] : [];
}

/** What of the devices to say: all of it. */
export function deviceTroubles(troubles: ReadonlyMap<string, Problem>): Problem[] {
  return [...troubles].filter(([name]) => !NETWORK.has(name)).map(([, problem]) => problem);
}

const NETWORK = new Set(['noNetwork', 'networkReconnect']);
