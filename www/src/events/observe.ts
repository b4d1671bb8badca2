import type {
  CallEndReason,
  DeviceManager,
  RemoteParticipant,
  RemoteVideoStream,
  TeamsCall,
  TeamsCallAgent,
  TeamsIncomingCall,
} from '@azure/communication-calling';
import { DiagnosticQuality, Features } from '@azure/communication-calling';
import { numbers } from '../call/reasons';

/** Takes what an object fired, and what it says now. */
export type Note = (object: string, event: string, value: string) => void;

/** Listens to everything that an agent tells, and to the calls that come of it. */
export function observeAgent(agent: TeamsCallAgent, note: Note): void {
  agent.on('connectionStateChanged', ({ newValue, reason }) => {
    note('TeamsCallAgent', 'connectionStateChanged', [newValue, reason].filter(Boolean).join(', '));
  });
  agent.on('incomingCall', ({ incomingCall }) => {
    note('TeamsCallAgent', 'incomingCall', `from ${incomingCall.callerInfo.displayName ?? 'somebody'}`);
    observeIncoming(incomingCall, note);
  });
  agent.on('callsUpdated', ({ added, removed }) => {
    note('TeamsCallAgent', 'callsUpdated', changes(added.length, removed.length));
    added.forEach((call) => observeCall(call, note));
  });
}

/** Listens to what is told about devices. */
export function observeDevices(devices: DeviceManager, note: Note): void {
  const of = (event: string, value: string): void => note('DeviceManager', event, value);
  devices.on('videoDevicesUpdated', (e) => of('videoDevicesUpdated', changes(e.added.length, e.removed.length)));
  devices.on('audioDevicesUpdated', (e) => of('audioDevicesUpdated', changes(e.added.length, e.removed.length)));
  devices.on('selectedMicrophoneChanged', () => of('selectedMicrophoneChanged', nameOf(devices.selectedMicrophone)));
  devices.on('selectedSpeakerChanged', () => of('selectedSpeakerChanged', nameOf(devices.selectedSpeaker)));
}

function observeIncoming(incoming: TeamsIncomingCall, note: Note): void {
  incoming.on('callEnded', ({ callEndReason }) => note('TeamsIncomingCall', 'callEnded', numbers(callEndReason)));
}

function observeCall(call: TeamsCall, note: Note): void {
  const of = (event: string, value: string): void => note('TeamsCall', event, value);
  call.on('stateChanged', () => of('stateChanged', withReason(call.state, call.callEndReason)));
  call.on('isMutedChanged', () => of('isMutedChanged', String(call.isMuted)));
  call.on('isIncomingAudioMutedChanged', () => of('isIncomingAudioMutedChanged', String(call.isIncomingAudioMuted)));
  call.on('isLocalVideoStartedChanged', () => of('isLocalVideoStartedChanged', String(call.isLocalVideoStarted)));
  call.on('localAudioStreamsUpdated', (e) => of('localAudioStreamsUpdated', changes(e.added.length, e.removed.length)));
  call.on('remoteAudioStreamsUpdated', (e) =>
    of('remoteAudioStreamsUpdated', changes(e.added.length, e.removed.length)),
  );
  call.on('localVideoStreamsUpdated', (e) => of('localVideoStreamsUpdated', changes(e.added.length, e.removed.length)));
  call.on('remoteParticipantsUpdated', ({ added, removed }) => {
    of('remoteParticipantsUpdated', changes(added.length, removed.length));
    added.forEach((participant) => observeParticipant(participant, note));
  });
  call.remoteParticipants.forEach((participant) => observeParticipant(participant, note));
  observeDiagnostics(call, note);
}

function observeDiagnostics(call: TeamsCall, note: Note): void {
  const feature = call.feature(Features.UserFacingDiagnostics);
  const tell = (kind: string) => (args: { diagnostic: string; value: DiagnosticQuality | boolean }) => {
    const value = typeof args.value === 'boolean' ? String(args.value) : DiagnosticQuality[args.value];
    note(`UserFacingDiagnostics.${kind}`, 'diagnosticChanged', `${args.diagnostic}: ${value}`);
  };
  feature.network.on('diagnosticChanged', tell('network'));
  feature.media.on('diagnosticChanged', tell('media'));
}

function observeParticipant(participant: RemoteParticipant, note: Note): void {
  const of = (event: string, value: string): void => note('RemoteParticipant', event, value);
  participant.on('stateChanged', () => of('stateChanged', withReason(participant.state, participant.callEndReason)));
  participant.on('isMutedChanged', () => of('isMutedChanged', String(participant.isMuted)));
  participant.on('isSpeakingChanged', () => of('isSpeakingChanged', String(participant.isSpeaking)));
  participant.on('displayNameChanged', () => of('displayNameChanged', participant.displayName ?? ''));
  participant.on('videoStreamsUpdated', ({ added, removed }) => {
    of('videoStreamsUpdated', changes(added.length, removed.length));
    added.forEach((stream) => observeStream(stream, note));
  });
  participant.videoStreams.forEach((stream) => observeStream(stream, note));
}

function observeStream(stream: RemoteVideoStream, note: Note): void {
  const of = (event: string, value: boolean): void => note('RemoteVideoStream', event, String(value));
  stream.on('isAvailableChanged', () => of('isAvailableChanged', stream.isAvailable));
  stream.on('isReceivingChanged', () => of('isReceivingChanged', stream.isReceiving));
}

function withReason(state: string, reason: CallEndReason | undefined): string {
  return reason ? `${state}, ${numbers(reason)}` : state;
}

function nameOf(device: { name: string } | undefined): string {
  return device?.name ?? 'none';
}

function changes(added: number, removed: number): string {
  return [added && `+${added}`, removed && `−${removed}`].filter(Boolean).join(' ') || 'nothing';
}
