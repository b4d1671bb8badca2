// Calls of many, holding one call for another, and screens, as an app of a Teams user does it; in the same way as `app.ts`.
import { Features, VideoStreamRenderer } from '@azure/communication-calling';
import type {
  AddTeamsParticipantOptions,
  CallCommon,
  CallFeatureFactory,
  CapabilitiesChangeHandler,
  CapabilitiesChangeInfo,
  CapabilitiesFeature,
  CollectionUpdatedEvent,
  DominantSpeakersCallFeature,
  DominantSpeakersInfo,
  LocalVideoStream,
  OptimalVideoCountCallFeature,
  ParticipantCapabilityName,
  ParticipantRole,
  PropertyChangedEvent,
  RemoteParticipant,
  RemoteVideoStream,
  StartTeamsGroupCallOptions,
  TeamsCall,
  TeamsCallAgent,
  TeamsIncomingCall,
} from '@azure/communication-calling';
import type {
  CommunicationIdentifierKind,
  MicrosoftTeamsUserIdentifier,
  UnknownIdentifier,
} from '@azure/communication-common';

export function callGroup(agent: TeamsCallAgent, people: MicrosoftTeamsUserIdentifier[], threadId?: string): TeamsCall {
  const options: StartTeamsGroupCallOptions = { threadId, audioOptions: { muted: true }, videoOptions: undefined };
  const raw: UnknownIdentifier = { id: '8:orgid:00000000-0000-0000-0000-000000000001' };
  agent.startCall(raw);
  agent.startCall([...people, raw]);
  agent.startCall(people, { audioOptions: { muted: false } });
  const call = agent.startCall(people, options);
  console.log(call.info.threadId);
  call.on('remoteParticipantsUpdated', watch);
  call.remoteParticipants.forEach(watchParticipant);
  return call;
}

const watch: CollectionUpdatedEvent<RemoteParticipant> = ({ added, removed }) => {
  added.forEach(watchParticipant);
  removed.forEach(({ displayName, callEndReason }) => console.log(displayName, callEndReason?.code));
};

function watchParticipant(participant: RemoteParticipant): void {
  const onState: PropertyChangedEvent = () => console.log(participant.state === 'Hold' ? 'holds' : participant.state);
  participant.on('stateChanged', onState);
  participant.off('stateChanged', onState);
  const role: ParticipantRole = participant.role;
  console.log(role === 'Presenter');
  const screen = participant.videoStreams.find(({ mediaStreamType }) => mediaStreamType === 'ScreenSharing');
  if (screen) void show(screen);
}

async function show(screen: RemoteVideoStream): Promise<HTMLElement | undefined> {
  if (!screen.isAvailable) return undefined;
  return (await new VideoStreamRenderer(screen).createView({ scalingMode: 'Fit' })).target;
}

export async function changePeople(call: TeamsCall, carol: MicrosoftTeamsUserIdentifier): Promise<void> {
  const options: AddTeamsParticipantOptions = { threadId: call.info.threadId };
  const added: RemoteParticipant = call.addParticipant(carol, options);
  added.on('stateChanged', () => console.log(added.state, added.callEndReason?.subCode));
  const raw: UnknownIdentifier = { id: '8:orgid:00000000-0000-0000-0000-000000000002' };
  call.addParticipant(raw);
  await call.removeParticipant(carol);
  await call.removeParticipant(raw);
  await call.hangUp({ forEveryone: true });
}

export async function muteOthers(call: CallCommon): Promise<void> {
  const onMuted: PropertyChangedEvent = () => console.log('muted by others', call.isMuted);
  call.on('mutedByOthers', onMuted);
  await call.remoteParticipants[0]?.mute();
  await call.muteAllRemoteParticipants();
  call.off('mutedByOthers', onMuted);
}

/** Answers a second call while the first one waits, and goes back to it. */
export async function secondCall(first: TeamsCall, incoming: TeamsIncomingCall): Promise<void> {
  await first.hold();
  const second = await incoming.accept();
  second.on('stateChanged', () => {
    if (second.state === 'RemoteHold') console.log('the other one waits');
    if (second.state === 'Disconnected' && first.state === 'LocalHold') void first.resume();
  });
}

export async function shareScreen(call: CallCommon, own: LocalVideoStream): Promise<LocalVideoStream | undefined> {
  const role: ParticipantRole = call.role;
  const onSharing: PropertyChangedEvent = () => console.log(role, call.isScreenSharingOn);
  call.on('isScreenSharingOnChanged', onSharing);
  await call.startScreenSharing();
  const shared = call.localVideoStreams.find(({ mediaStreamType }) => mediaStreamType === 'ScreenSharing');
  console.log(shared?.source.deviceType === 'ScreenSharing');
  await call.stopScreenSharing();
  await call.startScreenSharing(own);
  call.off('isScreenSharingOnChanged', onSharing);
  return shared;
}

export function capabilities(call: CallCommon): () => void {
  const factory: CallFeatureFactory<CapabilitiesFeature> = Features.Capabilities;
  const feature: CapabilitiesFeature = call.feature(factory);
  const onCapabilities: CapabilitiesChangeHandler = (info: CapabilitiesChangeInfo) => {
    const names = Object.keys(info.newValue) as ParticipantCapabilityName[];
    names.forEach((name) =>
      console.log(info.oldValue[name]?.isPresent, feature.capabilities[name].reason, info.reason),
    );
  };
  feature.on('capabilitiesChanged', onCapabilities);
  return () => feature.off('capabilitiesChanged', onCapabilities);
}

export function videos(call: CallCommon): number {
  const feature: OptimalVideoCountCallFeature = call.feature(Features.OptimalVideoCount);
  const onCount: PropertyChangedEvent = () => console.log(feature.lastOvcChangeReason);
  feature.on('optimalVideoCountChanged', onCount);
  feature.off('optimalVideoCountChanged', onCount);
  return feature.optimalVideoCount;
}

export function speakers(call: CallCommon): () => void {
  const factory: CallFeatureFactory<DominantSpeakersCallFeature> = Features.DominantSpeakers;
  const feature: DominantSpeakersCallFeature = call.feature(factory);
  const onSpeakers: PropertyChangedEvent = () => {
    const info: DominantSpeakersInfo = feature.dominantSpeakers;
    const last: CommunicationIdentifierKind | undefined = info.speakersList[0];
    console.log(feature.name, last?.kind, info.timestamp.getTime());
  };
  feature.on('dominantSpeakersChanged', onSpeakers);
  return () => {
    feature.off('dominantSpeakersChanged', onSpeakers);
    feature.dispose();
  };
}
