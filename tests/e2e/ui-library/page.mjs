// The tests' app with the UI library's stateful client in the place of the package's own.

import '../support/page/app.mjs';

// Its main entry has all the components, too, and they are not installed.
import { createStatefulCallClient } from './node_modules/@azure/communication-react/dist/dist-esm/calling-stateful-client/src/index-public.js';

/** @typedef {import('./node_modules/@azure/communication-react/dist/dist-esm/calling-stateful-client/src/index-public.js').StatefulCallClient} StatefulCallClient */

/** How long a first picture may take on a busy machine, in milliseconds. */
const PATIENCE = 30_000;

export class UiLibrary {
  /** Each state that a call had, as the library's listeners were told. @type {string[]} */
  callStates = [];

  /** @param {any} userId who will sign in */
  constructor(userId) {
    /** @type {StatefulCallClient} */
    this.client = createStatefulCallClient({ userId });
    this.client.onStateChange(({ calls }) => {
      const [call] = Object.values(calls);
      if (call && call.state !== this.callStates.at(-1)) this.callStates.push(call.state);
    });
    app.client = this.client;
  }

  /** What the library's state says of the only call, and of the errors. */
  look() {
    const { calls, callsEnded, incomingCalls, latestErrors, deviceManager } = this.client.getState();
    const [call] = Object.values(calls);
    const [ended] = Object.values(callsEnded);
    return {
      ...(call && shown(call)),
      ringing: Object.keys(incomingCalls).length,
      ended: ended && `${ended.callEndReason?.code}/${ended.callEndReason?.subCode}`,
      previews: deviceManager.unparentedViews.map(own),
      errors: Object.values(latestErrors).map(({ message }) => message),
    };
  }

  /** Shows the other's video until there is a picture, and tells what the state says then. @param {string} kind */
  async show(kind) {
    const [call] = Object.values(this.client.getState().calls);
    const [other] = Object.values(call?.remoteParticipants ?? {});
    const stream = Object.values(other?.videoStreams ?? {}).find(({ mediaStreamType }) => mediaStreamType === kind);
    return this.#view(call?.id, other?.identifier, stream);
  }

  /** The same of an own one in the call. @param {string} kind */
  async showOwn(kind) {
    const [call] = Object.values(this.client.getState().calls);
    const stream = call?.localVideoStreams.find(({ mediaStreamType }) => mediaStreamType === kind);
    return this.#view(call?.id, undefined, stream);
  }

  /** The same of the camera, without a call. */
  async preview() {
    const { source, mediaStreamType } = await app.camera();
    return this.#view(undefined, undefined, { source, mediaStreamType });
  }

  /** @param {string | undefined} call @param {any} person @param {any} stream */
  async #view(call, person, stream) {
    if (!stream) throw new Error('the library knows no such video');
    const { view } = (await this.client.createView(call, person, stream)) ?? {};
    if (!view) throw new Error('the library made no view');
    document.body.append(view.target);
    const late = performance.now() + PATIENCE;
    while (!(await app.pixels(view.target))) {
      if (performance.now() > late) throw new Error(`the library's view shows no picture within ${PATIENCE} ms`);
      await new Promise(requestAnimationFrame);
    }
    const look = this.look();
    this.client.disposeView(call, person, stream);
    return look;
  }
}

/** @param {import('./node_modules/@azure/communication-react/dist/dist-esm/calling-stateful-client/src/index-public.js').CallState} call */
function shown(call) {
  return {
    state: call.state,
    isMuted: call.isMuted,
    groupId: call.info && 'groupId' in call.info ? call.info.groupId : undefined,
    mayMuteOthers: call.capabilitiesFeature?.capabilities.muteOthers.isPresent,
    mostVideos: call.optimalVideoCount.maxRemoteVideoStreams,
    sharing: call.screenShareRemoteParticipant,
    speakers: call.dominantSpeakers?.speakersList.length ?? 0,
    own: call.localVideoStreams.map(own),
    others: Object.values(call.remoteParticipants).map((other) => ({
      name: other.displayName,
      state: other.state,
      isMuted: other.isMuted,
      videos: Object.values(other.videoStreams).map(({ mediaStreamType, isAvailable, view }) => [
        mediaStreamType,
        isAvailable ? 'available' : 'off',
        view ? 'shown' : 'not shown',
      ]),
    })),
  };
}

/** @param {import('./node_modules/@azure/communication-react/dist/dist-esm/calling-stateful-client/src/index-public.js').LocalVideoStreamState} stream */
function own({ mediaStreamType, view }) {
  return `${mediaStreamType} ${view ? 'shown' : 'not shown'}`;
}

globalThis.UiLibrary = UiLibrary;
