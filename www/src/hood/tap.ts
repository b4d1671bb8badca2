// The demo page's own instrument, and no API of the package, which shows its connections to nobody: the page replaces the
// browser's `RTCPeerConnection` by one that it keeps in sight. So this has to run before the package opens a connection.
// An app that wants statistics of its calls should not copy it: what it sees may change with every version.

let tapped: RTCPeerConnection[] = [];

/** Keeps every connection in sight that is opened from now on. */
export function tapConnections(scope: { RTCPeerConnection?: typeof RTCPeerConnection } = window): void {
  const { RTCPeerConnection: Native } = scope;
  if (!Native) return;
  scope.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      tapped = [...tapped.filter(isOpen), this];
    }
  };
}

/** Those that are open now, the oldest first. */
export function openConnections(): RTCPeerConnection[] {
  return tapped.filter(isOpen);
}

function isOpen({ signalingState }: RTCPeerConnection): boolean {
  return signalingState !== 'closed';
}
