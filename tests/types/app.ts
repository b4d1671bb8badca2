// Calls as an app makes them, with every type that the package has. It compiles against our types and against the types
// of the package that it stands in for, so nothing here may be of one of them alone.
import {
  CallAgentKind,
  CallClient,
  CallKind,
  DiagnosticQuality,
  Features,
  IncomingCallKind,
  LocalAudioStream,
  LocalVideoStream,
  VideoStreamRenderer,
} from '@azure/communication-calling';
import type {
  AcceptCallOptions,
  AudioDeviceInfo,
  AudioDeviceType,
  AudioOptions,
  AudioSourceChangedEvent,
  BackgroundBlurConfig,
  BackgroundBlurEffect,
  BackgroundReplacementConfig,
  BackgroundReplacementEffect,
  BaseFeature,
  CallAgentCommon,
  CallClientFeature,
  CallClientFeatureContext,
  CallClientFeatureFactory,
  CallClientOptions,
  CallCommon,
  CallDirection,
  CallEndedEvent,
  CallEndReason,
  CallerInfo,
  CallFeature,
  CallFeatureContext,
  CallFeatureFactory,
  CallInfoCommon,
  CallState,
  CollectionUpdatedEvent,
  CommunicationServicesError,
  ConnectionState,
  ConnectionStateChangedEvent,
  ConnectionStateChangedReason,
  CreateViewOptions,
  DebugInfoCallClientFeature,
  DeviceAccess,
  DeviceManager,
  DiagnosticChangedEventArgs,
  DiagnosticFlag,
  DiagnosticOptions,
  DiagnosticValueType,
  DisplayNameChangedReason,
  Disposable,
  EndpointDetails,
  Environment,
  EnvironmentInfo,
  FeatureFactory,
  HangUpOptions,
  IncomingCallCommon,
  JoinCallOptions,
  LatestDiagnosticValue,
  LocalAudioStreamOptions,
  LatestMediaDiagnostics,
  LatestNetworkDiagnostics,
  LocalVideoStreamOptions,
  MediaDiagnosticChangedEventArgs,
  MediaDiagnostics,
  MediaDiagnosticType,
  MediaStreamType,
  NetworkDiagnosticChangedEventArgs,
  NetworkDiagnostics,
  NetworkDiagnosticType,
  ParticipantInfo,
  PermissionConstraints,
  PropertyChangedEvent,
  PropertyChangedEventWithArgs,
  RemoteAudioStream,
  RemoteParticipant,
  RemoteParticipantState,
  RemoteVideoStream,
  RemoteVideoStreamCommon,
  ScalingMode,
  StartPreheatDeviceParameters,
  StartTeamsCallOptions,
  StopPreheatDeviceParameters,
  StreamSize,
  TeamsCall,
  TeamsCallAgent,
  TeamsCallAgentOptions,
  TeamsCallInfo,
  TeamsIncomingCall,
  TeamsIncomingCallEvent,
  UserFacingDiagnosticsFeature,
  VideoDeviceInfo,
  VideoDeviceType,
  VideoEffect,
  VideoEffectConfig,
  VideoEffectErrorPayload,
  VideoEffectName,
  VideoEffectProcessor,
  VideoEffectsFeature,
  VideoEffectsFeatureErrorListener,
  VideoEffectsFeatureEvent,
  VideoEffectsFeatureListener,
  VideoOptions,
  VideoStreamFeature,
  VideoStreamFeatureContext,
  VideoStreamFeatureFactory,
  VideoStreamRendererView,
  Volume,
} from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import type { CommunicationIdentifierKind, MicrosoftTeamsUserIdentifier } from '@azure/communication-common';
import { AzureLogger, setLogLevel } from '@azure/logger';

export function makeClient(): CallClient {
  setLogLevel('verbose');
  AzureLogger.log = (...args) => console.log(...args);
  const diagnostics: DiagnosticOptions = { appName: 'types', appVersion: '1', tags: ['test'] };
  const options: CallClientOptions = { diagnostics, logger: undefined };
  void new CallClient(undefined);
  void new CallClient();
  return new CallClient(options);
}

export async function signIn(client: CallClient): Promise<TeamsCallAgent> {
  const credential = new AzureCommunicationTokenCredential({
    tokenRefresher: async () => 'token',
    refreshProactively: true,
  });
  const options: TeamsCallAgentOptions = {};
  const agent = await client.createTeamsCallAgent(credential, options);
  const common: CallAgentCommon = agent;
  const isTeams: boolean = common.kind === CallAgentKind.TeamsCallAgent;
  const state: ConnectionState = agent.connectionState;
  console.log(isTeams, state, agent.calls.length, agent.calls[0]?.id);
  listenToAgent(agent);
  return agent;
}

function listenToAgent(agent: TeamsCallAgent): void {
  const onIncoming: TeamsIncomingCallEvent = async ({ incomingCall }) => void (await answer(incomingCall));
  const onCalls: CollectionUpdatedEvent<TeamsCall> = ({ added, removed }) => {
    added.forEach(watchCall);
    removed.forEach((call) => sayWhy(call.callEndReason));
  };
  const onConnection: ConnectionStateChangedEvent = ({ oldValue, newValue, reason }) => {
    const why: ConnectionStateChangedReason | undefined = reason;
    console.log(oldValue, newValue, why === 'invalidToken');
  };
  agent.on('incomingCall', onIncoming);
  agent.on('callsUpdated', onCalls);
  agent.on('connectionStateChanged', onConnection);
  agent.off('incomingCall', onIncoming);
  agent.off('callsUpdated', onCalls);
  agent.off('connectionStateChanged', onConnection);
}

export async function placeCall(agent: TeamsCallAgent, camera: VideoDeviceInfo): Promise<TeamsCall> {
  const bob: MicrosoftTeamsUserIdentifier = { microsoftTeamsUserId: '00000000-0000-0000-0000-000000000001' };
  const audioOptions: AudioOptions = { muted: true, localAudioStreams: [new LocalAudioStream(new MediaStream())] };
  const videoOptions: VideoOptions = { localVideoStreams: [new LocalVideoStream(camera)] };
  const start: JoinCallOptions = { audioOptions, videoOptions };
  const options: StartTeamsCallOptions = start;
  agent.startCall({ microsoftTeamsUserId: bob.microsoftTeamsUserId, cloud: 'public', isAnonymous: false });
  return agent.startCall(bob, options);
}

async function answer(incoming: TeamsIncomingCall): Promise<TeamsCall | undefined> {
  const common: IncomingCallCommon = incoming;
  const onEnded: CallEndedEvent = ({ callEndReason }) => sayWhy(callEndReason);
  common.on('callEnded', onEnded);
  common.on('callerInfoChanged', () => undefined);
  common.on('transferorInfoChanged', () => undefined);
  common.off('callEnded', onEnded);
  const caller: CallerInfo = incoming.callerInfo;
  const identifier: CommunicationIdentifierKind | undefined = caller.identifier;
  const who = identifier?.kind === 'microsoftTeamsUser' ? identifier.microsoftTeamsUserId : caller.displayName;
  console.log(
    who,
    incoming.kind === IncomingCallKind.TeamsIncomingCall,
    incoming.info.threadId,
    incoming.callEndReason,
  );
  if (!who) return void (await incoming.reject());
  const options: AcceptCallOptions = { audioOptions: { muted: false }, videoOptions: undefined };
  const call = await incoming.accept(options);
  return call.id === incoming.id ? call : incoming.accept();
}

export async function useCall(call: TeamsCall, stream: LocalVideoStream): Promise<void> {
  const common: CallCommon = call;
  const direction: CallDirection = common.direction;
  const info: TeamsCallInfo = call.info;
  const where: CallInfoCommon = info;
  console.log(await where.getServerCallId(), info.threadId, direction === 'Incoming');
  console.log(call.kind === CallKind.TeamsCall, call.callerInfo.displayName, stateInWords(call.state));
  if (!call.isMuted) await call.mute();
  await call.unmute();
  if (!call.isLocalVideoStarted) await call.startVideo(stream);
  for (const local of call.localVideoStreams) await call.stopVideo(local);
  const options: HangUpOptions = { forEveryone: true };
  await call.hangUp();
  await call.hangUp(options);
}

function watchCall(call: TeamsCall): void {
  const onState: PropertyChangedEvent = () => console.log(call.state);
  const onPeople: CollectionUpdatedEvent<RemoteParticipant> = (e) => e.added.forEach(watchParticipant);
  const onLocal: CollectionUpdatedEvent<LocalVideoStream> = (e) => e.added.forEach((s) => console.log(s.source.name));
  call.on('stateChanged', onState);
  call.on('idChanged', onState);
  call.on('isMutedChanged', onState);
  call.on('isIncomingAudioMutedChanged', onState);
  call.on('isScreenSharingOnChanged', onState);
  call.on('isLocalVideoStartedChanged', onState);
  call.on('remoteParticipantsUpdated', onPeople);
  call.on('localVideoStreamsUpdated', onLocal);
  const onOwnAudio: CollectionUpdatedEvent<LocalAudioStream> = (e) => console.log(e.added[0]?.source.name);
  const onAudio: CollectionUpdatedEvent<RemoteAudioStream> = (e) => e.added.forEach((stream) => void meter(stream));
  call.on('localAudioStreamsUpdated', onOwnAudio);
  call.on('remoteAudioStreamsUpdated', onAudio);
  call.on('roleChanged', onState);
  call.on('mutedByOthers', onState);
  call.on('callerInfoChanged', onState);
  call.on('transferorInfoChanged', onState);
  call.off('stateChanged', onState);
  call.off('remoteParticipantsUpdated', onPeople);
  call.off('localVideoStreamsUpdated', onLocal);
  call.remoteParticipants.forEach(watchParticipant);
}

function watchParticipant(participant: RemoteParticipant): void {
  const info: ParticipantInfo = participant;
  const endpoints: EndpointDetails[] = info.endpointDetails;
  const state: RemoteParticipantState = participant.state;
  const onChange: PropertyChangedEvent = () => console.log(state, participant.isMuted, participant.callEndReason?.code);
  const onName: PropertyChangedEventWithArgs<string, DisplayNameChangedReason> = ({ newValue, oldValue, reason }) =>
    console.log(newValue, oldValue, reason === 'editedDisplayName');
  const onStreams: CollectionUpdatedEvent<RemoteVideoStream> = (e) => e.added.forEach((stream) => void show(stream));
  participant.on('stateChanged', onChange);
  participant.on('isMutedChanged', onChange);
  participant.on('displayNameChanged', onName);
  participant.on('displayNameChanged', onChange);
  participant.on('roleChanged', onChange);
  participant.on('isSpeakingChanged', onChange);
  participant.on('videoStreamsUpdated', onStreams);
  participant.off('displayNameChanged', onName);
  participant.off('videoStreamsUpdated', onStreams);
  console.log(info.identifier.kind, info.displayName, endpoints[0]?.participantId);
  participant.videoStreams.forEach((stream) => void show(stream));
}

async function meter(stream: RemoteAudioStream | LocalAudioStream): Promise<MediaStream> {
  const volume: Volume = await stream.getVolume();
  const onLevel: PropertyChangedEvent = () => console.log(volume.level);
  volume.on('levelChanged', onLevel);
  volume.off('levelChanged', onLevel);
  return stream.getMediaStream();
}

export async function switchAudio(call: TeamsCall, microphone: AudioDeviceInfo): Promise<void> {
  const options: LocalAudioStreamOptions = { autoDisposeOnCallEnd: false };
  const stream = new LocalAudioStream(microphone, options);
  const onSource: AudioSourceChangedEvent = ({ source }) => console.log(source.mediaStreamType);
  stream.on('audioSourceChanged', onSource);
  await call.startAudio(stream);
  await stream.switchSource(microphone);
  await stream.setMediaStream(await meter(call.remoteAudioStreams[0] ?? stream));
  stream.off('audioSourceChanged', onSource);
  call.stopAudio();
  stream.dispose();
  console.log(call.localAudioStreams.length, call.remoteParticipants[0]?.isSpeaking);
}

async function show(stream: RemoteVideoStream): Promise<HTMLElement | undefined> {
  const common: RemoteVideoStreamCommon = stream;
  const type: MediaStreamType = common.mediaStreamType;
  const size: StreamSize = common.size;
  const onAvailable: PropertyChangedEvent = () =>
    console.log(type, common.id, stream.isAvailable, common.isReceiving, size.width / size.height);
  stream.on('isAvailableChanged', onAvailable);
  stream.on('sizeChanged', onAvailable);
  stream.on('isReceivingChanged', onAvailable);
  stream.off('isAvailableChanged', onAvailable);
  if (!stream.isAvailable) return undefined;
  const tracks: MediaStreamTrack[] = (await stream.getMediaStream()).getVideoTracks();
  const renderer = new VideoStreamRenderer(stream);
  const view = await renderer.createView();
  const target = await arrange(view, tracks.length > 0 ? 'Fit' : 'Stretch');
  renderer.dispose();
  return target;
}

async function arrange(view: VideoStreamRendererView, mode: ScalingMode): Promise<HTMLElement> {
  await view.updateScalingMode(view.scalingMode === mode ? 'Crop' : mode);
  console.log(view.isMirrored);
  const disposable: Disposable = view;
  disposable.dispose();
  return view.target;
}

export async function preview(stream: LocalVideoStream): Promise<HTMLElement> {
  const options: CreateViewOptions = { isMirrored: true, scalingMode: 'Crop' };
  const source: VideoDeviceInfo = stream.source;
  const kept: LocalVideoStreamOptions = { autoDisposeOnCallEnd: false };
  const own = new LocalVideoStream(await stream.getMediaStream(), kept);
  own.dispose();
  console.log(source.id, own.mediaStreamType);
  return (await new VideoStreamRenderer(stream).createView(options)).target;
}

export async function devices(client: CallClient): Promise<VideoDeviceInfo | undefined> {
  const manager: DeviceManager = await client.getDeviceManager();
  const wanted: PermissionConstraints = { audio: true, video: true };
  const access: DeviceAccess = await manager.askDevicePermission(wanted);
  if (!access.audio || !access.video) return undefined;
  const ahead: StartPreheatDeviceParameters = { audio: { preheat: true, timeoutInSec: 10 } };
  await manager.startPreheatDevices(ahead);
  manager.stopPreheatDevices({ audio: true } satisfies StopPreheatDeviceParameters);
  const microphones: AudioDeviceInfo[] = await manager.getMicrophones();
  const [microphone] = microphones;
  if (microphone) await manager.selectMicrophone(microphone);
  if (manager.isSpeakerSelectionAvailable) await manager.selectSpeaker((await manager.getSpeakers())[0]!);
  const type: AudioDeviceType | undefined = manager.selectedMicrophone?.deviceType;
  console.log(type, manager.selectedSpeaker?.isSystemDefault, microphone?.name, microphone?.id);
  const camera = (await manager.getCameras()).find((it) => it.deviceType !== ('Virtual' satisfies VideoDeviceType));
  return camera;
}

export async function debugInfo(client: CallClient): Promise<Environment> {
  const factory: CallClientFeatureFactory<DebugInfoCallClientFeature> = Features.DebugInfo;
  const feature: DebugInfoCallClientFeature = client.feature(factory);
  const general: CallClientFeature & BaseFeature = feature;
  const info: EnvironmentInfo = await feature.getEnvironmentInfo();
  console.log(general.name, info.isSupportedPlatform, info.isSupportedBrowser, info.isSupportedBrowserVersion);
  return info.isSupportedEnvironment ? info.environment : { platform: '', browser: '', browserVersion: '' };
}

export function diagnostics(call: TeamsCall): void {
  const factory: CallFeatureFactory<UserFacingDiagnosticsFeature> & FeatureFactory = Features.UserFacingDiagnostics;
  const feature: UserFacingDiagnosticsFeature & CallFeature = call.feature(factory);
  const network: NetworkDiagnostics = feature.network;
  const media: MediaDiagnostics = feature.media;
  const onNetwork = (args: NetworkDiagnosticChangedEventArgs): void => report(args.diagnostic, args);
  const onMedia = (args: MediaDiagnosticChangedEventArgs): void => report(args.diagnostic, args);
  network.on('diagnosticChanged', onNetwork);
  media.on('diagnosticChanged', onMedia);
  network.off('diagnosticChanged', onNetwork);
  media.off('diagnosticChanged', onMedia);
  const latestNetwork: LatestNetworkDiagnostics = network.getLatest();
  const latestMedia: LatestMediaDiagnostics = media.getLatest();
  const latest: LatestDiagnosticValue | undefined = latestNetwork.networkReconnect ?? latestMedia.cameraStartFailed;
  console.log(latest?.value === DiagnosticQuality.Bad, latestNetwork.noNetwork?.value);
}

function report(
  name: NetworkDiagnosticType | MediaDiagnosticType,
  { value, valueType }: DiagnosticChangedEventArgs,
): void {
  const type: DiagnosticValueType = valueType;
  const flag: DiagnosticFlag = value === true;
  const level = DiagnosticQuality[value as DiagnosticQuality];
  console.log(name, type === 'DiagnosticFlag' ? flag : level, value === DiagnosticQuality.Good, DiagnosticQuality.Poor);
}

function sayWhy(reason: CallEndReason | undefined): void {
  console.log(reason?.code, reason?.subCode);
}

export function errorInWords(error: unknown): string {
  const { code, subCode, name, message } = error as CommunicationServicesError;
  return `${name} ${code}/${subCode}: ${message}`;
}

/** Every state that the API knows is known here too, so that an app's exhaustive switch compiles. */
function stateInWords(state: CallState): string {
  const words: Record<CallState, string> = {
    None: 'new',
    Connecting: 'connecting',
    Ringing: 'ringing',
    Connected: 'connected',
    LocalHold: 'on hold',
    RemoteHold: 'held',
    InLobby: 'waiting',
    Disconnecting: 'hanging up',
    Disconnected: 'over',
    EarlyMedia: 'announcement',
  };
  return words[state];
}

export type Contexts = [
  CallClientFeatureContext['callClient'],
  CallFeatureContext['call'],
  CallFeatureContext['callAgent'],
  VideoStreamFeatureContext['streamInstance'],
];

export async function effects(stream: LocalVideoStream, effect: VideoEffectProcessor): Promise<VideoEffectName[]> {
  const factory: VideoStreamFeatureFactory<VideoEffectsFeature> = Features.VideoEffects;
  const feature: VideoEffectsFeature = stream.feature(factory);
  const base: VideoStreamFeature = feature;
  const onEffects: VideoEffectsFeatureListener = (names) => console.log(base.name, names.join());
  const onError: VideoEffectsFeatureErrorListener = (error: VideoEffectErrorPayload) =>
    console.log(error.code, error.message);
  const events: VideoEffectsFeatureEvent[] = ['effectsStarted', 'effectsStopped', 'effectsError'];
  feature.on('effectsStarted', onEffects);
  feature.on('effectsError', onError);
  if (await feature.isSupported(effect)) await feature.startEffects(effect);
  await feature.stopEffects();
  feature.off('effectsStarted', onEffects);
  feature.off('effectsError', onError);
  feature.dispose();
  console.log(events.length);
  return feature.activeEffects;
}

export async function configure(blur: BackgroundBlurEffect, image: BackgroundReplacementEffect): Promise<void> {
  const limits: VideoEffectConfig = { fpsWarningThreshold: 10, effectInitTimeThresholdInMs: 5000 };
  const blurred: BackgroundBlurConfig = limits;
  const replaced: BackgroundReplacementConfig = { ...limits, backgroundImageUrl: 'https://example.com/beach.png' };
  await blur.configure(blurred);
  await image.configure(replaced);
  const both: VideoEffect[] = [blur, image];
  both.forEach(({ name }) => console.log(name));
}

export async function leave(agent: TeamsCallAgent, client: CallClient): Promise<void> {
  await agent.dispose();
  await client.dispose();
}
