import type { UiLibrary as Library } from '../../ui-library/page.mjs';
import type { App } from './app.mjs';

declare global {
  /** What the page is. */
  var app: App;
  /** Where an app has the UI library. */
  var UiLibrary: typeof Library;
  var library: Library;
  /** What was opened in the page. */
  /** Where a wire leads to an address; see wire.mjs. */
  var wireTo: (address: string, port: number) => Promise<number>;
  var probe: {
    peers: RTCPeerConnection[];
    captures: MediaStreamConstraints[];
    /** Of microphones and cameras. */
    tracks: MediaStreamTrack[];
    /** Of what was chosen to be shared. */
    screens: MediaStreamTrack[];
  };
}
