/**
 * One event, and what its object said of itself when a listener was called.
 *
 * @typedef {object} Entry
 * @property {number} at milliseconds since the page began
 * @property {string} object `agent`, `call`, `incomingCall`, `participant`, `stream`, `network`, `media` or `app`
 * @property {string} event
 * @property {Record<string, any>} state plain data, so that the log holds no object
 */

/** @typedef {(object: any) => Record<string, any>} Read */

/** How many devices or people, not who. @param {readonly unknown[]} list */
const count = (list) => list.length;

/** @param {any} reason */
const codes = (reason) => reason && { code: reason.code, subCode: reason.subCode };

/** For each kind of object: its events, and how its state is read. @type {Record<string, { events: string[], read: Read }>} */
const KINDS = {
  agent: {
    events: ['incomingCall', 'callsUpdated', 'connectionStateChanged'],
    read: (agent) => ({ connectionState: agent.connectionState, calls: agent.calls.map(stateOf) }),
  },
  call: {
    events: [
      'stateChanged',
      'isMutedChanged',
      'isLocalVideoStartedChanged',
      'isScreenSharingOnChanged',
      'mutedByOthers',
      'localAudioStreamsUpdated',
      'localVideoStreamsUpdated',
      'remoteAudioStreamsUpdated',
      'remoteParticipantsUpdated',
    ],
    read: (call) => ({
      state: call.state,
      isMuted: call.isMuted,
      isLocalVideoStarted: call.isLocalVideoStarted,
      isScreenSharingOn: call.isScreenSharingOn,
      localAudioStreams: count(call.localAudioStreams),
      localVideoStreams: count(call.localVideoStreams),
      remoteAudioStreams: count(call.remoteAudioStreams),
      remoteParticipants: call.remoteParticipants.map(stateOf),
      callEndReason: codes(call.callEndReason),
    }),
  },
  incomingCall: { events: ['callEnded'], read: (call) => ({ callEndReason: codes(call.callEndReason) }) },
  participant: {
    events: ['stateChanged', 'isMutedChanged', 'isSpeakingChanged', 'displayNameChanged', 'videoStreamsUpdated'],
    read: (participant) => ({
      state: participant.state,
      isMuted: participant.isMuted,
      isSpeaking: participant.isSpeaking,
      displayName: participant.displayName,
      videoStreams: count(participant.videoStreams),
      callEndReason: codes(participant.callEndReason),
    }),
  },
  stream: {
    events: ['isAvailableChanged', 'isReceivingChanged'],
    read: ({ isAvailable, isReceiving }) => ({ isAvailable, isReceiving }),
  },
  network: { events: ['diagnosticChanged'], read: (network) => network.getLatest() },
  media: { events: ['diagnosticChanged'], read: (media) => media.getLatest() },
};

/** @param {{ id?: string, state: string }} object */
function stateOf({ id, state }) {
  return id === undefined ? { state } : { id, state };
}

/** Writes down every event of the objects that it is shown. */
export class Recorder {
  /** @type {Entry[]} */
  entries = [];

  /**
   * @param {keyof typeof KINDS} kind
   * @param {any} object
   */
  watch(kind, object) {
    const { events, read } = /** @type {{ events: string[], read: Read }} */ (KINDS[kind]);
    for (const event of events) {
      object.on(event, (/** @type {any} */ argument) => {
        this.note(kind, event, { ...read(object), ...plainOf(argument) });
      });
    }
  }

  /**
   * @param {string} object
   * @param {string} event
   * @param {Record<string, any>} state
   */
  note(object, event, state) {
    this.entries.push({ at: Math.round(performance.now()), object, event, state: structuredClone(state) });
  }
}

/** What a member of a collection says of itself. @param {any} member */
function briefOf({ id, state, callEndReason }) {
  return { id, state, callEndReason: codes(callEndReason) };
}

/** What of an event's argument is data. @param {any} argument */
function plainOf(argument = {}) {
  const { newValue, oldValue, reason, diagnostic, value, added, removed } = argument;
  const all = {
    newValue,
    oldValue,
    reason,
    diagnostic,
    value,
    added: added?.map(briefOf),
    removed: removed?.map(briefOf),
  };
  return Object.fromEntries(Object.entries(all).filter(([, part]) => part !== undefined));
}
