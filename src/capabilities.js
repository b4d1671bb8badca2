/** @typedef {{ isPresent: boolean, reason: string }} Capability */

// Each is one object for all, so that a change can be told by `!==`.
const CAPABLE = Object.freeze({ isPresent: true, reason: 'Capable' });
const NOT_SUPPORTED = Object.freeze({ isPresent: false, reason: 'FeatureNotSupported' });
const NOT_ONE_TO_ONE = Object.freeze({ isPresent: false, reason: 'CapabilityNotApplicableForTheCallType' });

const EVERYWHERE =
  'turnVideoOn unmuteMic shareScreen hangUpForEveryOne addCommunicationUser addTeamsUser viewAttendeeNames';
const IN_GROUPS = 'removeParticipant muteOthers';
const NOWHERE =
  'addPhoneNumber manageLobby spotlightParticipant removeParticipantsSpotlight blurBackground startLiveMeetingCaptions ' +
  'startLiveCallingCaptions setCaptionLanguage raiseHand pstnDialOut useReactions startTogetherMode joinBreakoutRooms ' +
  'forbidOthersAudio forbidOthersVideo realTimeText';

/**
 * What somebody may do in a call.
 *
 * @param {boolean | undefined} isGroup `undefined` where nothing is known of the call yet
 * @returns {Record<string, Capability>}
 */
export function capabilitiesIn(isGroup) {
  const isKnown = isGroup !== undefined;
  return Object.fromEntries([
    ...all(EVERYWHERE, isKnown ? CAPABLE : NOT_SUPPORTED),
    ...all(IN_GROUPS, isGroup ? CAPABLE : isKnown ? NOT_ONE_TO_ONE : NOT_SUPPORTED),
    ...all(NOWHERE, NOT_SUPPORTED),
  ]);
}

/**
 * @param {string} names
 * @param {Capability} capability
 */
const all = (names, capability) => names.split(' ').map((name) => [name, capability]);

/**
 * What an event tells of a change; `undefined` where there is none. Of the API's reasons it is the one that a call begins with.
 *
 * @param {Record<string, Capability>} before
 * @param {Record<string, Capability>} now
 */
export function changeOfCapabilities(before, now) {
  const changed = Object.keys(now).filter((name) => now[name] !== before[name]);
  /** @param {Record<string, Capability>} capabilities */
  const of = (capabilities) => Object.fromEntries(changed.map((name) => [name, capabilities[name]]));
  const reason = 'MeetingOptionOrOrganizerPolicyChanged';
  return changed.length > 0 ? { oldValue: of(before), newValue: of(now), reason } : undefined;
}
