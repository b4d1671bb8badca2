import type { CommunicationServicesError } from '@azure/communication-calling';

/** Something that the user has to know, and what they can do. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** What is wrong. */
    readonly title: string,
    /** What to do. */
    readonly advice: string,
    /** The SDK's numbers, if it was the SDK that said so. */
    readonly numbers?: string,
  ) {
    super(`${title} ${advice}`);
  }
}

/** Turns whatever was thrown into something to show. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const { code, subCode = 0, message } = thrown as Partial<CommunicationServicesError>;
  if (typeof code !== 'number') return new Problem('Something went wrong.', message ?? String(thrown));
  const numbers = `${code}/${subCode}`;
  const known = KNOWN[numbers] ?? KNOWN[code];
  return known ? new Problem(known[0], known[1], numbers) : new Problem('That did not work.', message ?? '', numbers);
}

/** The server does not answer. */
export function serverUnreachable(): Problem {
  return new Problem(
    'The server does not answer.',
    `Is offhook-server still running at ${location.origin}? Start it again with “cargo xtask demo”, then retry.`,
  );
}

/** There is no camera. */
export function noCamera(): Problem {
  return new Problem('No camera was found.', 'Plug one in and try again; a call goes on without.');
}

/** The camera was refused. */
export function cameraDenied(): Problem {
  return new Problem(
    'The camera is blocked.',
    'Allow it in the site settings, left of the address, and try again; a call goes on without.',
  );
}

/** No screen was chosen, or the browser refuses. */
export function screenDenied(): Problem {
  return new Problem(
    'Nothing is shared: no screen was chosen.',
    'Press “Share screen” again and choose one. If nothing asks, allow it in the settings of the browser or the system.',
  );
}

/** The browser shares no screens. */
export function screenUnsupported(): Problem {
  return new Problem('This browser cannot share a screen.', 'Phones cannot: use a browser on a computer.');
}

/** Somebody else has muted this end. */
export function mutedByAnother(): Problem {
  return new Problem('Somebody in the call has muted you.', 'Unmute when you want to speak.');
}

/** There is no microphone. */
export function noMicrophone(): Problem {
  return new Problem('No microphone was found.', 'Plug one in: it appears here by itself.');
}

/** The microphone was refused. */
export function microphoneDenied(): Problem {
  return new Problem(
    'The microphone is blocked.',
    'Allow it in the site settings, left of the address, and try again.',
  );
}

/** The microphone did not open, and the browser said so. */
export function microphoneProblem(thrown: unknown): Problem {
  const { name, message } = thrown as Partial<DOMException>;
  if (name === 'NotAllowedError') return microphoneDenied();
  return new Problem('The microphone cannot be opened.', `Close other programs that use it. (${message || name})`);
}

/** Browsers give devices to secure pages alone. */
export function insecurePage(): Problem {
  return new Problem(
    'This browser gives neither microphone nor camera to this address.',
    'Open the page over https, or on http://localhost. You can still receive sound and picture here.',
  );
}

// By code/subCode, or by the code alone.
const KNOWN: Record<string, [string, string]> = {
  '400/40613': ['The device is blocked.', 'Allow it in the site settings, left of the address, and try again.'],
  '400/40614': ['The device cannot be opened.', 'Close other programs that use it, check its plug, and try again.'],
  '400/41100': ['That is you.', 'Call somebody else: a call needs two people.'],
  '400/41006': ['It no longer rings.', 'The caller gave up, or you answered elsewhere.'],
  '404/0': ['That is over already.', 'The call has ended, or they have left it.'],
  '409/0': ['They are in the call already.', 'Or they are just being called.'],
  '412/41071': ['The screen cannot be shared now.', 'Resume the call first.'],
  '409/40230': ['This name is signed in on this page already.', 'Choose another name for the second person.'],
  '401': ['The server refused the sign-in.', 'Sign in again. If it goes on, check that the clocks agree.'],
  '503': ['The server does not answer.', 'Check that offhook-server is running, then retry.'],
};
