import type { RemoteParticipant, RemoteVideoStream, TeamsCall } from '@azure/communication-calling';
import { DiagnosticQuality, Features } from '@azure/communication-calling';
import { callerOf, namesOf, personBehind } from '../call/identity';
import { inARow } from '../names';
import type { Note } from './observe';
import { changes, withReason } from './words';

/** Listens to everything that a call tells, and those in it. */
export function observeCall(call: TeamsCall, note: Note): void {
  const of = (event: string, value: string): void => note('TeamsCall', event, value, whoIsIn(call));
  call.on('stateChanged', () => of('stateChanged', withReason(call.state, call.callEndReason)));
  call.on('isMutedChanged', () => of('isMutedChanged', String(call.isMuted)));
  call.on('mutedByOthers', () => of('mutedByOthers', ''));
  call.on('isIncomingAudioMutedChanged', () => of('isIncomingAudioMutedChanged', String(call.isIncomingAudioMuted)));
  call.on('isLocalVideoStartedChanged', () => of('isLocalVideoStartedChanged', String(call.isLocalVideoStarted)));
  call.on('isScreenSharingOnChanged', () => of('isScreenSharingOnChanged', String(call.isScreenSharingOn)));
  call.on('localAudioStreamsUpdated', (e) => of('localAudioStreamsUpdated', changes(e.added.length, e.removed.length)));
  call.on('remoteAudioStreamsUpdated', (e) =>
    of('remoteAudioStreamsUpdated', changes(e.added.length, e.removed.length)),
  );
  call.on('localVideoStreamsUpdated', (e) => of('localVideoStreamsUpdated', changes(e.added.length, e.removed.length)));
  call.on('remoteParticipantsUpdated', ({ added, removed }) => {
    of('remoteParticipantsUpdated', people(added, removed));
    added.forEach((participant) => observeParticipant(participant, note));
  });
  call.remoteParticipants.forEach((participant) => observeParticipant(participant, note));
  observeFeatures(call, note);
}

function observeFeatures(call: TeamsCall, note: Note): void {
  const { network, media } = call.feature(Features.UserFacingDiagnostics);
  const tell = (kind: string) => (args: { diagnostic: string; value: DiagnosticQuality | boolean }) => {
    const value = typeof args.value === 'boolean' ? String(args.value) : DiagnosticQuality[args.value];
    note(`UserFacingDiagnostics.${kind}`, 'diagnosticChanged', `${args.diagnostic}: ${value}`, whoIsIn(call));
  };
  network.on('diagnosticChanged', tell('network'));
  media.on('diagnosticChanged', tell('media'));
  const speakers = call.feature(Features.DominantSpeakers);
  speakers.on('dominantSpeakersChanged', () => {
    const names = speakers.dominantSpeakers.speakersList.map((identifier) => personBehind({ identifier }).name);
    note('DominantSpeakers', 'dominantSpeakersChanged', names.join(', '), whoIsIn(call));
  });
}

function observeParticipant(participant: RemoteParticipant, note: Note): void {
  const of = (event: string, value: string): void =>
    note('RemoteParticipant', event, value, personBehind(participant).name);
  participant.on('stateChanged', () => of('stateChanged', withReason(participant.state, participant.callEndReason)));
  participant.on('isMutedChanged', () => of('isMutedChanged', String(participant.isMuted)));
  participant.on('isSpeakingChanged', () => of('isSpeakingChanged', String(participant.isSpeaking)));
  participant.on('displayNameChanged', () => of('displayNameChanged', participant.displayName ?? ''));
  const observe = (stream: RemoteVideoStream): void => observeStream(stream, participant, note);
  participant.on('videoStreamsUpdated', ({ added, removed }) => {
    of('videoStreamsUpdated', changes(added.length, removed.length));
    added.forEach(observe);
  });
  participant.videoStreams.forEach(observe);
}

function observeStream(stream: RemoteVideoStream, participant: RemoteParticipant, note: Note): void {
  const of = (event: string, value: boolean): void => {
    const about = `${personBehind(participant).name}, ${stream.mediaStreamType}`;
    note('RemoteVideoStream', event, String(value), about);
  };
  stream.on('isAvailableChanged', () => of('isAvailableChanged', stream.isAvailable));
  stream.on('isReceivingChanged', () => of('isReceivingChanged', stream.isReceiving));
}

/** Tells a person's calls apart. */
function whoIsIn(call: TeamsCall): string {
  const names = namesOf(call.remoteParticipants);
  return `with ${inARow(names) || (call.direction === 'Incoming' ? callerOf(call).name : 'nobody else')}`;
}

function people(added: readonly RemoteParticipant[], removed: readonly RemoteParticipant[]): string {
  return [...namesOf(added).map((name) => `+${name}`), ...namesOf(removed).map((name) => `−${name}`)].join(' ');
}
