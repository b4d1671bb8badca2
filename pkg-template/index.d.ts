/**
 * Calls between users of your own server, with the API of `@azure/communication-calling`.
 *
 * What is declared here works today: one-to-one and group calls of Teams users and of communication users, with hold, screens
 * and mute of others. What the API has beyond it (meetings, rooms, phone numbers and further features) is left out until it
 * works, so that the compiler tells you.
 *
 * Three laws hold for every object here:
 *
 * - An event fires after the property changed, and before the promise of the method that caused it settles.
 * - One thing is one object: `agent.calls[0] === call`, for as long as the call lives.
 * - Every error is a {@link CommunicationServicesError}. Methods that return a promise reject with it, all others throw it.
 */

import type {
  CommunicationIdentifier,
  CommunicationIdentifierKind,
  CommunicationTokenCredential,
  CommunicationUserIdentifier,
  MicrosoftTeamsUserIdentifier,
  UnknownIdentifier,
} from '@azure/communication-common';
import type { AzureLogger } from '@azure/logger';

// ---------------------------------------------------------------------------------------------------------------------
// The client
// ---------------------------------------------------------------------------------------------------------------------

/** Where everything starts. One client carries one agent, that is, one signed-in user. */
export declare class CallClient {
  /** Does not touch the network. */
  constructor(options?: CallClientOptions);

  /**
   * Signs a Teams user in, and stays connected until the agent is disposed.
   *
   * The server is the one that issued the token: its URL is the token's `iss` claim. The credential is asked for a new
   * token before the old one expires.
   *
   * Rejects with
   * - 401/10009 where the token is malformed, forged or expired,
   * - 401/44114 where its scope lacks `voip`,
   * - 403/40231 where it is not a Teams user's,
   * - 409/40230 where this client has an agent already, or the user has one in this page: dispose that one first,
   * - 400/44214 where the options have a `displayName`,
   * - 503 where the server cannot be reached.
   */
  createTeamsCallAgent(
    tokenCredential: CommunicationTokenCredential,
    options?: TeamsCallAgentOptions,
  ): Promise<TeamsCallAgent>;

  /**
   * Signs a communication user in, in the same way.
   *
   * Rejects as {@link createTeamsCallAgent} does, but with
   * - 403/40229 where the token is not a communication user's,
   * - 409/40228 where this client has an agent already, or the user has one in this page.
   */
  createCallAgent(tokenCredential: CommunicationTokenCredential, options?: CallAgentOptions): Promise<CallAgent>;

  /** Cameras, microphones and speakers. Resolves with the same object every time. */
  getDeviceManager(): Promise<DeviceManager>;

  /** An extension of the client, made on first use: today `Features.DebugInfo`. */
  feature<TFeature extends CallClientFeature>(factory: CallClientFeatureFactory<TFeature>): TFeature;

  /** Disposes the agent too, and with it ends its calls. */
  dispose(): Promise<void>;
}

/** Options of {@link CallClient}. All may be left out or `undefined`. */
export declare interface CallClientOptions {
  /** Takes the log of the whole page; if left out, `AzureLogger` of `@azure/logger` does, at the level of `setLogLevel`. */
  logger?: AzureLogger;
  /** Taken, but not used: there is no telemetry that could be tagged with it. */
  diagnostics?: DiagnosticOptions;
}

/** What an app calls itself. */
export declare interface DiagnosticOptions {
  /** The app's name. */
  appName?: string;
  /** The app's version. */
  appVersion?: string;
  /** Whatever else tells one use of the app from another. */
  tags?: string[];
}

/** Options of {@link CallClient.createTeamsCallAgent}: there are none. A Teams user's display name is in the token. */
export declare interface TeamsCallAgentOptions {}

/** Options of {@link CallClient.createCallAgent}. */
export declare interface CallAgentOptions {
  /** What the others see. The name in the token if left out. */
  displayName?: string;
}

// ---------------------------------------------------------------------------------------------------------------------
// The agent
// ---------------------------------------------------------------------------------------------------------------------

/** What all kinds of agents have. */
export declare interface CallAgentCommon {
  /** Which kind of user it is for. */
  readonly kind: CallAgentKind;
  /** Whether the server can be heard now. A lost connection is opened again by itself. */
  readonly connectionState: ConnectionState;
  /** Ends all calls, signs off, and makes room for another agent of the same client. Every later call of a method fails. */
  dispose(): Promise<void>;
}

/** A signed-in Teams user: places calls, and hears of those that come in. */
export declare interface TeamsCallAgent extends CallAgentCommon {
  /** The calls that have not ended, in the order in which they began. Those that still ring in are not among them. */
  readonly calls: ReadonlyArray<TeamsCall>;

  /**
   * Calls one Teams user, by their GUID or by the raw id `8:orgid:<GUID>`, on all of their devices. Returns at once, with a call in
   * state `None`.
   *
   * Throws where `participant` is malformed or somebody who cannot be called, such as a phone number (400), where it is yourself
   * (400/41100), where the token has expired (401/10009), and where the agent was disposed (400/40604). Whatever goes wrong later
   * is told by the call's `callEndReason`.
   */
  startCall(participant: MicrosoftTeamsUserIdentifier | UnknownIdentifier, options?: StartTeamsCallOptions): TeamsCall;
  /**
   * Begins a group call, and rings everybody in the list, which may be one person, on all of their devices. It waits for
   * nobody: it is `Connected` when the server has begun it, and goes on as long as anybody is in it. What becomes of each is
   * told by the {@link RemoteParticipant}, who is in `remoteParticipants` from the start.
   *
   * Throws as for one person, and where the list is empty (400) or names somebody twice (409). The call ends with 404/40401 where
   * there is no chat with this `threadId`, 503/50301 where the server cannot look it up, 403/40301 where you are not in it,
   * 403/40302 or 403/40303 where a policy of the server forbids the call, and 413/41301 where it would have more people than the
   * server allows.
   */
  startCall(
    participants: (MicrosoftTeamsUserIdentifier | UnknownIdentifier)[],
    options?: StartTeamsGroupCallOptions,
  ): TeamsCall;

  /** Somebody calls. */
  on(event: 'incomingCall', listener: TeamsIncomingCallEvent): void;
  /** A call was added to `calls`, before its first change of state; or removed, before it becomes `Disconnected`. */
  on(event: 'callsUpdated', listener: CollectionUpdatedEvent<TeamsCall>): void;
  /** `connectionState` changed. */
  on(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  off(event: 'incomingCall', listener: TeamsIncomingCallEvent): void;
  off(event: 'callsUpdated', listener: CollectionUpdatedEvent<TeamsCall>): void;
  off(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
}

/** A signed-in communication user: places and joins calls, and hears of those that come in. */
export declare interface CallAgent extends CallAgentCommon {
  /** The calls that have not ended, in the order in which they began. Those that still ring in are not among them. */
  readonly calls: ReadonlyArray<Call>;
  /** What the options of the agent say that the user is called. */
  readonly displayName?: string;

  /**
   * Calls communication users and Teams users on all of their devices: one of them one-to-one, more of them in a group call.
   * Returns at once, with a call in state `None`, and throws as {@link TeamsCallAgent.startCall} does.
   */
  startCall(
    participants: (CommunicationUserIdentifier | MicrosoftTeamsUserIdentifier | UnknownIdentifier)[],
    options?: StartCallOptions,
  ): Call;
  /**
   * Enters the call of a group: everybody who joins with the same id is in the same call, which begins with the first and
   * ends with the last. Returns at once, with a call in state `None`. An agent is in it once: who joins again leaves the
   * earlier call by that, with 0/0.
   *
   * Throws where the id is not a GUID (400), where the token has expired (401/10009), and where the agent was disposed
   * (400/40604). The call ends with 413/41301 where it has as many people as the server allows, and 403/40303 where a policy of the
   * server forbids it.
   */
  join(groupLocator: GroupLocator, options?: JoinCallOptions): Call;

  /** Somebody calls. */
  on(event: 'incomingCall', listener: IncomingCallEvent): void;
  /** A call was added to `calls`, before its first change of state; or removed, before it becomes `Disconnected`. */
  on(event: 'callsUpdated', listener: CollectionUpdatedEvent<Call>): void;
  /** `connectionState` changed. */
  on(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
  off(event: 'incomingCall', listener: IncomingCallEvent): void;
  off(event: 'callsUpdated', listener: CollectionUpdatedEvent<Call>): void;
  off(event: 'connectionStateChanged', listener: ConnectionStateChangedEvent): void;
}

/** What can be joined without being called: today the call of a group. */
export declare type GroupLocator = GroupCallLocator;

/** The call in which a group meets. */
export declare interface GroupCallLocator {
  /** Any GUID that the group has agreed on. Whoever knows it can enter. */
  groupId: string;
}

/** Tells agents apart. */
export declare enum CallAgentKind {
  /** Of a communication user. */
  CallAgent = 'CallAgent',
  /** Of a Teams user. */
  TeamsCallAgent = 'TeamsCallAgent',
}

/** Whether an agent hears its server. */
export declare type ConnectionState = 'Connected' | 'Disconnected';

/** Why an agent is disconnected: its token was refused and no better one came, or the network or the server is away. */
export declare type ConnectionStateChangedReason = 'invalidToken' | 'connectionIssue';

/** A listener of `connectionStateChanged`. */
export declare type ConnectionStateChangedEvent = (args: {
  newValue: ConnectionState;
  oldValue: ConnectionState;
  /** Set where the new value is `Disconnected`. */
  reason?: ConnectionStateChangedReason;
}) => void;

/** A listener of `incomingCall`. Both keys hold the same object: the API's types name the first, its guides the second. */
export declare type TeamsIncomingCallEvent = (args: {
  incomingCall: TeamsIncomingCall;
  teamsIncomingCall: TeamsIncomingCall;
}) => void;

/** A listener of `incomingCall` of a {@link CallAgent}. */
export declare type IncomingCallEvent = (args: { incomingCall: IncomingCall }) => void;

// ---------------------------------------------------------------------------------------------------------------------
// Calls
// ---------------------------------------------------------------------------------------------------------------------

/** What to send from the start of a call. */
export declare interface JoinCallOptions {
  /** Start with the microphone muted. */
  audioOptions?: AudioOptions;
  /** Start with the camera on. */
  videoOptions?: VideoOptions;
}

/** Options of {@link TeamsCallAgent.startCall}. */
export declare interface StartTeamsCallOptions extends JoinCallOptions {}

/** Options of {@link TeamsCallAgent.startCall} for a group call. */
export declare interface StartTeamsGroupCallOptions extends StartTeamsCallOptions {
  /**
   * The chat that the call belongs to, `19:..@thread.v2`, in which the caller has to be. A new one of all who are called if
   * left out; either way it is `call.info.threadId`.
   */
  threadId?: string;
}

/** Options of {@link CallAgent.startCall}. */
export declare interface StartCallOptions extends JoinCallOptions {}

/** Options of {@link TeamsCall.addParticipant}. */
export declare interface AddTeamsParticipantOptions {
  /**
   * The chat that the call belongs to from then on, in which whoever adds has to be. If left out: the call's own, or a new
   * one of all who are in the call. Nobody is put into a chat that is there already.
   */
  threadId?: string;
}

/** Options of {@link TeamsIncomingCall.accept} and {@link IncomingCall.accept}. */
export declare interface AcceptCallOptions {
  /** Start with the microphone muted. */
  audioOptions?: AudioOptions;
  /** Start with the camera on. */
  videoOptions?: VideoOptions;
}

/** The microphone at the start of a call. */
export declare interface AudioOptions {
  /** `false` if left out. */
  muted?: boolean;
  /** The one to send, muted or not. The selected microphone if left out or empty. */
  localAudioStreams?: LocalAudioStream[];
}

/** The camera at the start of a call. */
export declare interface VideoOptions {
  /** At most one camera is sent. Off if left out or empty. */
  localVideoStreams?: LocalVideoStream[];
}

/** Options of {@link CallCommon.hangUp}. */
export declare interface HangUpOptions {
  /** Whether a group call ends for all, with 0/4097 for the others. A one-to-one call is over for both either way. */
  forEveryone: boolean;
}

/** What all kinds of calls have. After a call ended its object keeps its last values. */
export declare interface CallCommon extends Disposable {
  /** Tells a {@link TeamsCall} from a {@link Call}. */
  readonly kind: CallKind;
  /** This end's id of the call. It never changes, and is the id that the incoming call had. */
  readonly id: string;
  /** Which way it went. */
  readonly direction: CallDirection;
  /** Who placed it; for somebody who was added to it, who did that. */
  readonly callerInfo: CallerInfo;
  /** How far it is. */
  readonly state: CallState;
  /** Why it ended: set before the state becomes `Disconnected`, `undefined` until then. */
  readonly callEndReason?: CallEndReason;

  /** Whether this end's microphone is muted. */
  readonly isMuted: boolean;
  /** Whether the others are not heard at this end. */
  readonly isIncomingAudioMuted: boolean;
  /** Whether this end's camera is sent. */
  readonly isLocalVideoStarted: boolean;
  /** Whether this end shares its screen. */
  readonly isScreenSharingOn: boolean;
  /** What this end may do: everybody is a `Presenter`, who may do everything. */
  readonly role: ParticipantRole;
  /** What this end sends: the stream of the camera, that of the screen, both or none. */
  readonly localVideoStreams: ReadonlyArray<LocalVideoStream>;
  /**
   * Where this end's audio comes from, once it is open: what the app gave to the call, or a stream of the selected microphone that
   * goes over to another one when that is selected. Nothing in a call that starts muted until it is unmuted, where it cannot be
   * opened.
   */
  readonly localAudioStreams: ReadonlyArray<LocalAudioStream>;
  /** What is heard of the others. */
  readonly remoteAudioStreams: ReadonlyArray<RemoteAudioStream>;
  /** Everybody else, also who is still rung. */
  readonly remoteParticipants: ReadonlyArray<RemoteParticipant>;

  /**
   * An extension of the call, made on first use: today `Features.UserFacingDiagnostics`, `Features.MediaStats`,
   * `Features.DominantSpeakers`, `Features.Capabilities` and `Features.OptimalVideoCount`.
   */
  feature<TFeature extends CallFeature>(factory: CallFeatureFactory<TFeature>): TFeature;

  /**
   * Leaves the call, in any state; before somebody accepted, it cancels. Resolves once it is `Disconnected`, also if it was.
   * A group call goes on for the others, and rings nobody any more once nobody is in it.
   */
  hangUp(options?: HangUpOptions): Promise<void>;
  /** Sends no audio from now on. */
  mute(): Promise<void>;
  /** Sends audio again. */
  unmute(): Promise<void>;
  /**
   * Mutes everybody else, who may unmute themselves. Resolves once their `isMuted` is `true`. Rejects with 400/0 in a one-to-one
   * call, and where the call was not accepted yet.
   */
  muteAllRemoteParticipants(): Promise<void>;
  /** Lets the others no longer be heard at this end. They are not told. */
  muteIncomingAudio(): Promise<void>;
  /** Lets the others be heard again. */
  unmuteIncomingAudio(): Promise<void>;
  /**
   * Sends a camera.
   *
   * Rejects with 400/41027 where one is sent already, 400/40613 where the camera is denied, and 400/40614 where it is
   * missing or in use elsewhere. The call goes on in any case.
   */
  startVideo(localVideoStream: LocalVideoStream): Promise<void>;
  /** Takes the camera off. Rejects with 400/41030 where none is sent, and 400/41032 where it is not this one. */
  stopVideo(localVideoStream: LocalVideoStream): Promise<void>;
  /**
   * Puts the call on hold: nothing is sent, and nobody is heard or seen; `remoteAudioStreams` is empty until it goes on, and no
   * remote video stream available. Devices stay open. Resolves once the state is `LocalHold`.
   *
   * A one-to-one call is `RemoteHold` for the other, who may hold it too. In a group call the others go on, and see this end's
   * participant in state `Hold`. Other calls of this agent are not touched.
   *
   * Rejects with 400/0 where the call was never `Connected`.
   */
  hold(): Promise<void>;
  /**
   * Goes on after {@link hold}. Resolves once the state is `Connected`, or `RemoteHold` where the other one holds the call too.
   * Rejects with 400/0 where the call was never `Connected`.
   */
  resume(): Promise<void>;
  /**
   * Shares a screen, a window or a tab, with its sound where the browser offers that: the browser asks the user which. With a
   * stream, that is shared instead. It is sent beside the camera, and is one of `localVideoStreams`. One person shares at a
   * time: whoever did so before stops.
   *
   * Rejects with 412/41071 where the call is not `Connected`, 400/0 where this end shares already, 400/41025 where this is no
   * `LocalVideoStream`, 400/40613 where the user chose nothing or the browser denies it, and 400/40614 where the browser
   * cannot, as on phones.
   */
  startScreenSharing(localVideoStream?: LocalVideoStream): Promise<void>;
  /** Stops sharing; the browser's own button does the same. Rejects with 400/0 where nothing is shared. */
  stopScreenSharing(): Promise<void>;
  /**
   * Sends this audio instead of what was sent so far; whether it is muted does not change.
   *
   * Rejects with 400/40613 where the microphone is denied, and 400/40614 where it is missing: then the call goes on muted, and
   * `unmute` takes what was sent before. Rejects with 400/0 where something else is started before it is open.
   */
  startAudio(localAudioStream: LocalAudioStream): Promise<void>;
  /** Sends the selected microphone again instead of what `startAudio` or the start of the call was given. */
  stopAudio(): void;
  /** Leaves the call, as `hangUp` does, for who does not wait for it. */
  dispose(): void;

  /** `state` changed. */
  on(event: 'stateChanged', listener: PropertyChangedEvent): void;
  /** `isMuted` changed. */
  on(event: 'isMutedChanged', listener: PropertyChangedEvent): void;
  /** `isIncomingAudioMuted` changed. */
  on(event: 'isIncomingAudioMutedChanged', listener: PropertyChangedEvent): void;
  /** `isLocalVideoStarted` changed; `localVideoStreamsUpdated` came before. */
  on(event: 'isLocalVideoStartedChanged', listener: PropertyChangedEvent): void;
  /** `localVideoStreams` changed. */
  on(event: 'localVideoStreamsUpdated', listener: CollectionUpdatedEvent<LocalVideoStream>): void;
  /** `localAudioStreams` changed. */
  on(event: 'localAudioStreamsUpdated', listener: CollectionUpdatedEvent<LocalAudioStream>): void;
  /** `remoteAudioStreams` changed. */
  on(event: 'remoteAudioStreamsUpdated', listener: CollectionUpdatedEvent<RemoteAudioStream>): void;
  /** `remoteParticipants` changed. */
  on(event: 'remoteParticipantsUpdated', listener: CollectionUpdatedEvent<RemoteParticipant>): void;
  /** Somebody else has muted this end; `isMutedChanged` came before. */
  on(event: 'mutedByOthers', listener: PropertyChangedEvent): void;
  /** `isScreenSharingOn` changed, also because somebody else shares now; `localVideoStreamsUpdated` came before. */
  on(event: 'isScreenSharingOnChanged', listener: PropertyChangedEvent): void;
  // Taken, so that apps written for the whole API run. Nothing of the kind can happen yet, so they never fire.
  on(event: 'idChanged', listener: PropertyChangedEvent): void;
  on(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
  on(event: 'transferorInfoChanged', listener: PropertyChangedEvent): void;
  on(event: 'roleChanged', listener: PropertyChangedEvent): void;

  off(event: 'stateChanged', listener: PropertyChangedEvent): void;
  off(event: 'isMutedChanged', listener: PropertyChangedEvent): void;
  off(event: 'isLocalVideoStartedChanged', listener: PropertyChangedEvent): void;
  off(event: 'localVideoStreamsUpdated', listener: CollectionUpdatedEvent<LocalVideoStream>): void;
  off(event: 'remoteParticipantsUpdated', listener: CollectionUpdatedEvent<RemoteParticipant>): void;
  off(event: 'idChanged', listener: PropertyChangedEvent): void;
  off(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
  off(event: 'transferorInfoChanged', listener: PropertyChangedEvent): void;
  off(event: 'roleChanged', listener: PropertyChangedEvent): void;
  off(event: 'mutedByOthers', listener: PropertyChangedEvent): void;
  off(event: 'isIncomingAudioMutedChanged', listener: PropertyChangedEvent): void;
  off(event: 'isScreenSharingOnChanged', listener: PropertyChangedEvent): void;
  off(event: 'localAudioStreamsUpdated', listener: CollectionUpdatedEvent<LocalAudioStream>): void;
  off(event: 'remoteAudioStreamsUpdated', listener: CollectionUpdatedEvent<RemoteAudioStream>): void;
}

/**
 * A call of a Teams user.
 *
 * Once it is `Disconnected`, its methods reject with 404, except `hangUp`.
 */
export declare interface TeamsCall extends CallCommon {
  /** Where the call stands in the system: one object, whose chat or group appears once the call has one. */
  readonly info: TeamsCallInfo;

  /**
   * Has a Teams user rung on all of their devices; a one-to-one call becomes a group call by that. Returns the participant at
   * once, before `remoteParticipantsUpdated`. Whether they accept is told by their `state`, and if not, by their
   * `callEndReason`: there 404, 403 and 413 mean what they do for the group calls of {@link TeamsCallAgent.startCall}.
   *
   * Throws where `participant` is malformed or somebody who cannot be called (400), yourself (400/41100), or in the call or rung
   * already (409/0), and where the call was not accepted yet (400/0) or has ended (404/0).
   */
  addParticipant(
    participant: MicrosoftTeamsUserIdentifier | UnknownIdentifier,
    options?: AddTeamsParticipantOptions,
  ): RemoteParticipant;
  /**
   * Puts somebody out of a group call, or stops ringing them; they can be added again. Resolves once they are no longer in
   * `remoteParticipants`. Their call ends with 0/5000.
   *
   * Rejects with 404/0 where they are not in the call, and 400/0 where it is a one-to-one call, or you: see `hangUp`.
   */
  removeParticipant(participant: CommunicationIdentifier): Promise<void>;
}

/**
 * A call of a communication user.
 *
 * Once it is `Disconnected`, its methods reject with 404, except `hangUp`.
 */
export declare interface Call extends CallCommon {
  /** Where the call stands in the system: one object, whose chat or group appears once the call has one. */
  readonly info: CallInfo;

  /**
   * Has somebody rung on all of their devices, as {@link TeamsCall.addParticipant} does, and throws as that does. The chat is the
   * call's own, or a new one.
   */
  addParticipant(identifier: CommunicationUserIdentifier | MicrosoftTeamsUserIdentifier): RemoteParticipant;
  /** Puts somebody out of a group call, as {@link TeamsCall.removeParticipant} does. */
  removeParticipant(identifier: CommunicationIdentifier): Promise<void>;
}

/** What somebody may do in a call; `Presenter` in all calls that there are today. The others are those of meetings. */
export declare type ParticipantRole =
  'Unknown' | 'Attendee' | 'Presenter' | 'Organizer' | 'Co-organizer' | 'Consumer' | 'Collaborator';

/** Where a call stands in the system. */
export declare interface CallInfoCommon {
  /** Resolves with the call's id at the server, the same at all ends, as soon as the server gave it one. */
  getServerCallId(): Promise<string>;
  /** This page in the call: what others see as `participantId` among the `endpointDetails` of a participant. */
  readonly participantId: string;
  /**
   * The chat that a group call belongs to, `19:..@thread.v2`. A one-to-one call has none, nor has one that was joined by its
   * group until somebody is added.
   */
  readonly threadId: string | undefined;
}

/** Where a {@link TeamsCall} stands in the system. */
export declare interface TeamsCallInfo extends CallInfoCommon {}

/** Where a {@link Call} stands in the system. */
export declare interface CallInfo extends CallInfoCommon {
  /** What the call was joined by, if it was. */
  readonly groupId: string | undefined;
}

/** What all kinds of incoming calls have. */
export declare interface IncomingCallCommon {
  /** Tells a {@link TeamsIncomingCall} from an {@link IncomingCall}. */
  readonly kind: IncomingCallKind;
  /** The id that the call will have once it is accepted. */
  readonly id: string;
  /** Who calls. */
  readonly callerInfo: CallerInfo;
  /** Why it no longer rings, unless it was accepted here. */
  readonly callEndReason?: CallEndReason;

  /** Declines for all of the user's devices. Rejects with 400/41007 where it no longer rings. */
  reject(): Promise<void>;

  /** It no longer rings: cancelled, rejected, not answered, or accepted on another device. Does not fire for `accept`. */
  on(event: 'callEnded', listener: CallEndedEvent): void;
  // Taken, but never fired yet.
  on(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
  on(event: 'transferorInfoChanged', listener: PropertyChangedEvent): void;
  off(event: 'callEnded', listener: CallEndedEvent): void;
  off(event: 'callerInfoChanged', listener: PropertyChangedEvent): void;
  off(event: 'transferorInfoChanged', listener: PropertyChangedEvent): void;
}

/** Somebody calls a Teams user. The microphone stays closed until it is accepted. */
export declare interface TeamsIncomingCall extends IncomingCallCommon {
  /** Where the call stands in the system. */
  readonly info: TeamsCallInfo;
  /**
   * Answers. Resolves with the call, which `callsUpdated` told of before. Other calls of this user go on: put them on hold or end
   * them first if only one shall be heard.
   *
   * Rejects with 400/41006 where it no longer rings.
   */
  accept(options?: AcceptCallOptions): Promise<TeamsCall>;
}

/** Somebody calls a communication user. The microphone stays closed until it is accepted. */
export declare interface IncomingCall extends IncomingCallCommon {
  /** Where the call stands in the system. */
  readonly info: CallInfo;
  /** Answers, as {@link TeamsIncomingCall.accept} does. */
  accept(options?: AcceptCallOptions): Promise<Call>;
}

/** Tells calls apart. */
export declare enum CallKind {
  /** Of a communication user. */
  Call = 'Call',
  /** Of a Teams user. */
  TeamsCall = 'TeamsCall',
}

/** Tells incoming calls apart. */
export declare enum IncomingCallKind {
  /** To a communication user. */
  IncomingCall = 'IncomingCall',
  /** To a Teams user. */
  TeamsIncomingCall = 'TeamsIncomingCall',
}

/** Which way a call went, seen from this end. */
export declare type CallDirection = 'Incoming' | 'Outgoing';

/**
 * How far a call is. A caller sees `None`, `Connecting`, `Ringing`, `Connected`; who accepts, joins, or begins a group call
 * does not see `Ringing`. From `Connected` it may go to `LocalHold`, held here, or `RemoteHold`, held by the other one of
 * two, and back; where both hold it, each sees `LocalHold`. Whoever hangs up passes `Disconnecting`; `Disconnected` is the
 * last. `EarlyMedia` and `InLobby` are the API's, and cannot occur yet.
 */
export declare type CallState =
  | 'None'
  | 'Connecting'
  | 'Ringing'
  | 'EarlyMedia'
  | 'InLobby'
  | 'Connected'
  | 'LocalHold'
  | 'RemoteHold'
  | 'Disconnecting'
  | 'Disconnected';

/** Who placed a call. */
export declare interface CallerInfo {
  /** Their identity. */
  readonly identifier: CommunicationIdentifierKind | undefined;
  /** Their display name, if their token has one. */
  readonly displayName?: string;
}

/**
 * Why a call, or somebody's part in it, ended.
 *
 * | code/subCode | what happened |
 * | --- | --- |
 * | 0/0 | somebody hung up |
 * | 0/4097 | somebody ended the group call for everyone |
 * | 0/4521 | the other page was closed |
 * | 0/5000 | somebody removed them from the call |
 * | 403/40301 | who calls or adds is not in the chat |
 * | 403/40302 | who is called is not in the chat, and a policy of the server demands that |
 * | 403/40303 | an information barrier of the organization keeps these people apart |
 * | 404/40401 | there is no such chat |
 * | 410/3100, 410/3101 | media did not connect within 15 s, or was lost for good |
 * | 413/41301 | the call would have more people than the server allows |
 * | 429/0 | the caller is in too many calls at once |
 * | 480/10037 | the callee is signed in nowhere |
 * | 487/0 | the caller cancelled, or somebody removed who was still rung |
 * | 487/10003 | another device of the callee answered |
 * | 487/10004 | nobody answered (the server's `call.ring_timeout`, 2 minutes) |
 * | 496/7 | the network was away too long (the server's `call.loss_timeout`, 2 minutes) |
 * | 503/50301 | the server could not look up the chat: try again |
 * | 603/0 | the callee declined |
 */
export declare interface CallEndReason {
  /** The class: 0 for a normal end, otherwise as in SIP. */
  readonly code: number;
  /** What exactly happened. Always set. */
  readonly subCode?: number;
  /** The same in words, for a developer's eyes. Always set. */
  readonly message?: string;
  /** One of `Success`, `ExpectedError`, `UnexpectedClientError` and `UnexpectedServerError`. Always set. */
  readonly resultCategories?: string[];
}

// ---------------------------------------------------------------------------------------------------------------------
// The other people
// ---------------------------------------------------------------------------------------------------------------------

/** Who somebody in a call is. */
export declare interface ParticipantInfo {
  /** Their identity. */
  readonly identifier: CommunicationIdentifierKind;
  /** Their display name, if their token has one. */
  readonly displayName?: string;
  /** Their pages and devices in the call. */
  readonly endpointDetails: EndpointDetails[];
}

/** A page or device of somebody in a call. */
export declare interface EndpointDetails {
  /** Its id. */
  participantId: string;
}

/** Somebody else in a call. */
export declare interface RemoteParticipant extends ParticipantInfo {
  /** How far they are: the most advanced of their devices. */
  readonly state: RemoteParticipantState;
  /** Why they are no longer in the call: set before `state` becomes `Disconnected`. */
  readonly callEndReason?: CallEndReason;
  /** Whether they are muted, by themselves or by others, on all of their devices. */
  readonly isMuted: boolean;
  /** Whether their voice is heard; it may pause for a second. */
  readonly isSpeaking: boolean;
  /** What they may do: everybody is a `Presenter`. */
  readonly role: ParticipantRole;
  /**
   * Their camera: one stream that stays while it goes on and off. And their screen, a second stream that stays in the same
   * way from when they first share it.
   */
  readonly videoStreams: ReadonlyArray<RemoteVideoStream>;

  /**
   * Mutes them on all of their devices; they may unmute themselves. Resolves once `isMuted` is `true`. Rejects with 400/0 in a
   * one-to-one call, and 404/0 where they are not in the call or did not accept yet.
   */
  mute(): Promise<void>;

  /** `state` changed. */
  on(event: 'stateChanged', listener: PropertyChangedEvent): void;
  /** `isMuted` changed. */
  on(event: 'isMutedChanged', listener: PropertyChangedEvent): void;
  /** `displayName` changed. */
  on(
    event: 'displayNameChanged',
    listener: PropertyChangedEvent | PropertyChangedEventWithArgs<string, DisplayNameChangedReason>,
  ): void;
  /** `videoStreams` changed. */
  on(event: 'videoStreamsUpdated', listener: CollectionUpdatedEvent<RemoteVideoStream>): void;
  /** `isSpeaking` changed. */
  on(event: 'isSpeakingChanged', listener: PropertyChangedEvent): void;
  // Taken, but never fired yet.
  on(event: 'roleChanged', listener: PropertyChangedEvent): void;
  off(event: 'stateChanged', listener: PropertyChangedEvent): void;
  off(event: 'isMutedChanged', listener: PropertyChangedEvent): void;
  off(
    event: 'displayNameChanged',
    listener: PropertyChangedEvent | PropertyChangedEventWithArgs<string, DisplayNameChangedReason>,
  ): void;
  off(event: 'videoStreamsUpdated', listener: CollectionUpdatedEvent<RemoteVideoStream>): void;
  off(event: 'isSpeakingChanged', listener: PropertyChangedEvent): void;
  off(event: 'roleChanged', listener: PropertyChangedEvent): void;
}

/**
 * How far somebody is in a call: `Idle`, `Connecting`, `Ringing`, `Connected`, `Hold` while they have it on hold, `Disconnected`.
 * `EarlyMedia` and `InLobby` are the API's, and cannot occur yet.
 */
export declare type RemoteParticipantState =
  'Idle' | 'Connecting' | 'Ringing' | 'EarlyMedia' | 'InLobby' | 'Connected' | 'Hold' | 'Disconnected';

/** Why a display name changed. */
export declare type DisplayNameChangedReason = 'editedDisplayName';

// ---------------------------------------------------------------------------------------------------------------------
// Video
// ---------------------------------------------------------------------------------------------------------------------

/** What a stream is of: `Video` is a camera, `ScreenSharing` a screen, `RawMedia` a stream of the app's own. */
export declare type MediaStreamType = 'Video' | 'ScreenSharing' | 'RawMedia' | 'LiveStream' | 'Audio';

/** What all kinds of remote streams have. */
export declare interface RemoteVideoStreamCommon {
  /** Different for every stream of a call. */
  readonly id: number;
  /** What it shows: `Video` or `ScreenSharing`. */
  readonly mediaStreamType: MediaStreamType;
  /**
   * Whether any of it arrives: not where nothing has come for two seconds, though the camera is on. Nothing comes while no view
   * shows it, as it is not sent then.
   */
  readonly isReceiving: boolean;
  /** How large the picture is, in pixels; 0 by 0 until a view has shown it. */
  readonly size: StreamSize;
}

/** A size in pixels. */
export declare interface StreamSize {
  width: number;
  height: number;
}

/** A camera of somebody else, or the screen that they share. */
export declare interface RemoteVideoStream extends RemoteVideoStreamCommon {
  /** Whether the camera is on, or the screen shared. Only then it can be shown. */
  readonly isAvailable: boolean;
  /**
   * What the browser receives. It may be shown in any size, so it is sent large from then on. Rejects with 412/43200 while the
   * stream is not available.
   */
  getMediaStream(): Promise<MediaStream>;
  /** `isAvailable` changed. */
  on(event: 'isAvailableChanged', listener: PropertyChangedEvent): void;
  /** `size` changed: a view measured it. */
  on(event: 'sizeChanged', listener: PropertyChangedEvent): void;
  /** `isReceiving` changed. */
  on(event: 'isReceivingChanged', listener: PropertyChangedEvent): void;
  off(event: 'isAvailableChanged', listener: PropertyChangedEvent): void;
  off(event: 'sizeChanged', listener: PropertyChangedEvent): void;
  off(event: 'isReceivingChanged', listener: PropertyChangedEvent): void;
}

/**
 * A camera of one's own. It is opened when it is first sent or shown, not before. Of the screen that `startScreenSharing`
 * shares, the call makes one itself.
 */
export declare class LocalVideoStream {
  /** A camera of `DeviceManager.getCameras()`. */
  constructor(source: VideoDeviceInfo, options?: LocalVideoStreamOptions);
  /** A stream with a video track of the app's own, which the app stops itself. */
  constructor(source: MediaStream, options?: LocalVideoStreamOptions);
  /** The camera behind it. */
  get source(): VideoDeviceInfo;
  /** `Video` for a camera, `ScreenSharing` for a screen, `RawMedia` for a stream of the app's own. */
  get mediaStreamType(): MediaStreamType;
  /**
   * Takes another camera. A call that sends the stream, and the views that show it, go over to it without a gap; a camera that
   * nobody uses yet is not opened.
   *
   * Rejects with 400/40613 where the camera is denied, and 400/40614 where it cannot be opened; all stays as it was then.
   */
  switchSource(source: VideoDeviceInfo): Promise<void>;
  /** Takes a stream of the app's own instead, in the same way. */
  setMediaStream(source: MediaStream): Promise<void>;
  /** `source` changed. */
  on(event: 'videoSourceChanged', listener: VideoSourceChangedEvent): void;
  off(event: 'videoSourceChanged', listener: VideoSourceChangedEvent): void;
  /** An extension of the stream, made on first use: today `Features.VideoEffects`. */
  feature<TFeature extends VideoStreamFeature>(factory: VideoStreamFeatureFactory<TFeature>): TFeature;
  /**
   * What the camera delivers; opens it if need be, and keeps it open until `dispose`. Rejects with 400/40613 where the camera
   * is denied.
   */
  getMediaStream(): Promise<MediaStream>;
  /** Takes its views out of the page, and lets go of the camera unless a call sends it. */
  dispose(): void;
}

/** Hears of a stream whose `source` is another one now. */
export declare type VideoSourceChangedEvent = (args: { source: LocalVideoStream }) => void;

/** Options of {@link LocalVideoStream}. */
export declare interface LocalVideoStreamOptions {
  /** Whether the end of a call that sent it disposes it: `true` if left out. */
  autoDisposeOnCallEnd?: boolean;
}

/** A microphone of one's own. It is opened when it is first sent or measured, not before. */
export declare class LocalAudioStream {
  /** A microphone of `DeviceManager.getMicrophones()`. */
  constructor(source: AudioDeviceInfo, options?: LocalAudioStreamOptions);
  /** A stream with an audio track of the app's own, which the app stops itself. */
  constructor(source: MediaStream, options?: LocalAudioStreamOptions);
  /** The microphone behind it. */
  get source(): AudioDeviceInfo;
  /** `Audio` for a microphone, `RawMedia` for a stream of the app's own. */
  get mediaStreamType(): MediaStreamType;
  /**
   * Takes another microphone. A call that sends the stream goes over to it without a gap; a microphone that nobody uses yet is
   * not opened.
   *
   * Rejects with 400/40613 where the microphone is denied, and 400/40614 where it cannot be opened; all stays as it was then.
   */
  switchSource(source: AudioDeviceInfo): Promise<void>;
  /** Takes a stream of the app's own instead, in the same way. */
  setMediaStream(source: MediaStream): Promise<void>;
  /** `source` changed. */
  on(event: 'audioSourceChanged', listener: AudioSourceChangedEvent): void;
  off(event: 'audioSourceChanged', listener: AudioSourceChangedEvent): void;
  /**
   * What the microphone delivers; opens it if need be, and keeps it open until `dispose`. Rejects with 400/40613 where the
   * microphone is denied.
   */
  getMediaStream(): Promise<MediaStream>;
  /**
   * How loud it is, measured from now on; opens the microphone as `getMediaStream` does. Browsers that let a page process no
   * sound before the user has touched it say 0 until then.
   */
  getVolume(): Promise<Volume>;
  /** Lets go of the microphone unless a call sends it. */
  dispose(): void;
}

/** Hears of a stream whose `source` is another one now. */
export declare type AudioSourceChangedEvent = (args: { source: LocalAudioStream }) => void;

/** Options of {@link LocalAudioStream}. */
export declare interface LocalAudioStreamOptions {
  /** Whether the end of a call that sent it disposes it: `true` if left out. */
  autoDisposeOnCallEnd?: boolean;
}

/** What is heard of somebody else. The SDK plays it on the selected speaker. */
export declare interface RemoteAudioStream {
  /** What the browser receives. Rejects with 412/43200 once they have left, or either end has put the call on hold. */
  getMediaStream(): Promise<MediaStream>;
  /** How loud it is, measured from now on. */
  getVolume(): Promise<Volume>;
}

/** How loud a stream is. It is measured as long as the app holds or listens to this object, and the stream is not disposed. */
export declare interface Volume {
  /** From 0, which is 60 dB below the loudest there is, to 100, by decibels. */
  readonly level: number;
  /** `level` changed; ten times a second at most. */
  on(event: 'levelChanged', listener: PropertyChangedEvent): void;
  off(event: 'levelChanged', listener: PropertyChangedEvent): void;
}

/**
 * Shows a video stream in the page.
 *
 * What somebody else sends follows what is shown of it: a camera's picture is no larger than its largest view in the page needs, in
 * pixels of the screen, and nothing is sent while there is no view, or only hidden ones.
 */
export declare class VideoStreamRenderer {
  constructor(videoStream: LocalVideoStream | RemoteVideoStream);
  /** How large the picture is; 0 by 0 until it was shown. */
  readonly size: StreamSize;
  /**
   * Makes an element for the stream and resolves once it shows a first frame. Put its `target` into the page.
   *
   * Rejects with 412/43200 where the stream is not available, 404/43202 where it stopped being so meanwhile, 408/43203 where
   * no frame came in time, 405/43209 where the renderer was disposed, and 400/43220 where a page shows 10 views of other
   * people's streams already, or 6 on a phone.
   */
  createView(options?: CreateViewOptions): Promise<VideoStreamRendererView>;
  /** Disposes its views too. */
  dispose(): void;
}

/** Options of {@link VideoStreamRenderer.createView}. */
export declare interface CreateViewOptions {
  /** Whether left and right are swapped. If left out: for one's own camera, and for nothing else. */
  isMirrored?: boolean;
  /** `Crop` if left out. */
  scalingMode?: ScalingMode;
}

/** How a picture fits its element, in CSS's words: `Fit` is `contain`, `Crop` is `cover`, `Stretch` is `fill`. */
export declare type ScalingMode = 'Stretch' | 'Crop' | 'Fit';

/** A video stream shown in an element. */
export declare interface VideoStreamRendererView extends Disposable {
  /** The element to put into the page, as large as what it is put into. */
  readonly target: HTMLElement;
  /** How the picture fits. */
  readonly scalingMode: ScalingMode;
  /** Whether left and right are swapped. */
  readonly isMirrored: boolean;
  /** Changes `scalingMode`. */
  updateScalingMode(scalingMode: ScalingMode): Promise<void>;
  /** Takes the element out of the page and lets go of the stream. */
  dispose(): void;
}

// ---------------------------------------------------------------------------------------------------------------------
// Devices
// ---------------------------------------------------------------------------------------------------------------------

/** Cameras, microphones and speakers. Without permission the browser shows none of them, or none of their names. */
export declare interface DeviceManager {
  /** Asks the user, where they have not answered yet. Resolves with what is allowed now; a refusal is no error. */
  askDevicePermission(permissionConstraints: PermissionConstraints): Promise<DeviceAccess>;
  /** The cameras. */
  getCameras(): Promise<VideoDeviceInfo[]>;
  /** The microphones. */
  getMicrophones(): Promise<AudioDeviceInfo[]>;
  /** The speakers; rejects where the browser cannot choose one (`isSpeakerSelectionAvailable`). */
  getSpeakers(): Promise<AudioDeviceInfo[]>;

  /** The microphone that calls take; `undefined` before permission. */
  readonly selectedMicrophone?: AudioDeviceInfo;
  /** The speaker that calls are heard on; `undefined` before permission. */
  readonly selectedSpeaker?: AudioDeviceInfo;
  /** Whether the browser can choose a speaker. */
  readonly isSpeakerSelectionAvailable: boolean;
  /** Takes another microphone, also for the call in progress. Rejects with 400 where there is no such microphone. */
  selectMicrophone(microphoneDevice: AudioDeviceInfo): Promise<void>;
  /** Plays on another speaker. Rejects with 400 where there is no such speaker. */
  selectSpeaker(speakerDevice: AudioDeviceInfo): Promise<void>;
  /**
   * Opens devices ahead of a call that is about to begin, as opening them takes its time. Asks the user where they have not
   * answered yet; what cannot be opened is no error.
   */
  startPreheatDevices(parameters: StartPreheatDeviceParameters): Promise<void>;
  /** Lets go of them, unless something else uses them by now. */
  stopPreheatDevices(parameters: StopPreheatDeviceParameters): void;

  /** Cameras came or went; also when the user has allowed them, which is when they become known. */
  on(event: 'videoDevicesUpdated', listener: CollectionUpdatedEvent<VideoDeviceInfo>): void;
  /** The same of microphones and speakers. */
  on(event: 'audioDevicesUpdated', listener: CollectionUpdatedEvent<AudioDeviceInfo>): void;
  /** `selectedMicrophone` changed: another one was selected, or the selected one is gone. */
  on(event: 'selectedMicrophoneChanged', listener: PropertyChangedEvent): void;
  /** `selectedSpeaker` changed in the same way. */
  on(event: 'selectedSpeakerChanged', listener: PropertyChangedEvent): void;
  off(event: 'videoDevicesUpdated', listener: CollectionUpdatedEvent<VideoDeviceInfo>): void;
  off(event: 'audioDevicesUpdated', listener: CollectionUpdatedEvent<AudioDeviceInfo>): void;
  off(event: 'selectedMicrophoneChanged', listener: PropertyChangedEvent): void;
  off(event: 'selectedSpeakerChanged', listener: PropertyChangedEvent): void;
}

/** What to open ahead, and for how many seconds: 60 if left out, 3,600 at most. */
export declare interface StartPreheatDeviceParameters {
  /** The selected microphone. */
  audio?: { preheat: boolean; timeoutInSec?: number };
  /** The camera that the browser prefers. */
  video?: { preheat: boolean; timeoutInSec?: number };
}

/** What to let go of. */
export declare interface StopPreheatDeviceParameters {
  audio?: boolean;
  video?: boolean;
}

/** What to ask the user for. */
export declare interface PermissionConstraints {
  /** The microphone. */
  audio: boolean;
  /** The camera. */
  video: boolean;
}

/** What the user allows. */
export declare interface DeviceAccess {
  /** The microphone. */
  audio: boolean;
  /** The camera. */
  video: boolean;
}

/** A camera. */
export declare interface VideoDeviceInfo {
  /** The browser's name for it. */
  readonly name: string;
  /** Tells it from others; the browser makes it anew when the user clears the site's data. */
  readonly id: string;
  /** `Unknown`, unless its name tells more. */
  readonly deviceType: VideoDeviceType;
}

/** What a camera is. */
export declare type VideoDeviceType = 'Unknown' | 'UsbCamera' | 'CaptureAdapter' | 'Virtual' | 'ScreenSharing';

/** A microphone or a speaker. */
export declare interface AudioDeviceInfo {
  /** The browser's name for it. */
  readonly name: string;
  /** Tells it from others; the browser makes it anew when the user clears the site's data. */
  readonly id: string;
  /** Whether it is the one that the system prefers. */
  readonly isSystemDefault: boolean;
  /** What it is. */
  readonly deviceType: AudioDeviceType;
}

/** What an audio device is. */
export declare type AudioDeviceType = 'Microphone' | 'Speaker' | 'CompositeAudioDevice' | 'Virtual';

// ---------------------------------------------------------------------------------------------------------------------
// Features
// ---------------------------------------------------------------------------------------------------------------------

/** What to pass to the `feature` method of a {@link CallClient}, a call or a {@link LocalVideoStream}. */
export declare const Features: {
  /** For a client: what the browser can do. */
  DebugInfo: CallClientFeatureFactory<DebugInfoCallClientFeature>;
  /** For a call: what hinders it, in a form that can be shown to its user. */
  UserFacingDiagnostics: CallFeatureFactory<UserFacingDiagnosticsFeature>;
  /** For a call: how its media flows, in numbers. */
  MediaStats: CallFeatureFactory<MediaStatsCallFeature>;
  /** For a call: who has spoken last. */
  DominantSpeakers: CallFeatureFactory<DominantSpeakersCallFeature>;
  /** For a call: what its user may do in it. */
  Capabilities: CallFeatureFactory<CapabilitiesFeature>;
  /** For a call: how many videos of others can be shown at once. */
  OptimalVideoCount: CallFeatureFactory<OptimalVideoCountCallFeature>;
  /** For a local video stream: that there are no effects. */
  VideoEffects: VideoStreamFeatureFactory<VideoEffectsFeature>;
};

/** Something that can be let go of. */
export declare interface Disposable {
  /** Lets go. */
  dispose(): void;
}

/** What all features have. */
export declare interface BaseFeature extends Disposable {
  /** Its name in {@link Features}. */
  readonly name: string;
}

/** An extension of a {@link CallClient}. */
export declare interface CallClientFeature extends BaseFeature {}

/** An extension of a call. */
export declare interface CallFeature extends BaseFeature {}

/** An extension of a local video stream. */
export declare interface VideoStreamFeature extends BaseFeature {}

/** Names a feature. Only `feature` can do something with it. */
export declare interface FeatureFactory {}

/** Names a feature of a {@link CallClient}. */
export declare interface CallClientFeatureFactory<TFeature extends CallClientFeature> extends FeatureFactory {
  /** The feature's class, which only `feature` can make objects of. */
  readonly callClientApiCtor: new (context: CallClientFeatureContext) => TFeature;
}

/** Names a feature of a call. */
export declare interface CallFeatureFactory<TFeature extends CallFeature> extends FeatureFactory {
  /** The feature's class, which only `feature` can make objects of. */
  readonly callApiCtor: new (context: CallFeatureContext) => TFeature;
}

/** Names a feature of a local video stream. */
export declare interface VideoStreamFeatureFactory<TFeature extends VideoStreamFeature> extends FeatureFactory {
  /** The feature's class, which only `feature` can make objects of. */
  readonly videoStreamApiCtor: new (context: VideoStreamFeatureContext) => TFeature;
}

/** What a feature of a client belongs to. */
export declare interface CallClientFeatureContext {
  /** The client. */
  callClient: CallClient;
}

/** What a feature of a call belongs to. */
export declare interface CallFeatureContext {
  /** The call's agent. */
  callAgent: CallAgentCommon;
  /** The call. */
  call: CallCommon;
}

/** What a feature of a local video stream belongs to. */
export declare interface VideoStreamFeatureContext {
  /** The stream. */
  streamInstance: LocalVideoStream;
}

/** What the browser can do. */
export declare interface DebugInfoCallClientFeature extends CallClientFeature {
  /** What the page runs on, and whether calls work there. */
  getEnvironmentInfo(): Promise<EnvironmentInfo>;
}

/** What the page runs on, and whether calls work there. */
export declare type EnvironmentInfo = {
  environment: Environment;
  /** The operating system is a known one. */
  isSupportedPlatform: boolean;
  /** The browser is a known one. */
  isSupportedBrowser: boolean;
  /** And not too old. */
  isSupportedBrowserVersion: boolean;
  /** All of the three. */
  isSupportedEnvironment: boolean;
};

/** What the page runs on. */
export declare type Environment = {
  /** Such as `Windows`, `Linux` or `iOS`. */
  platform: string;
  /** Such as `Chrome` or `Firefox`. */
  browser: string;
  /** Such as `131.0.2`. */
  browserVersion: string;
};

/** What hinders a call, in a form that can be shown to its user. */
export declare interface UserFacingDiagnosticsFeature extends CallFeature {
  /** The way to the others. */
  readonly network: NetworkDiagnostics;
  /** The devices. */
  readonly media: MediaDiagnostics;
}

/** How good something is. */
export declare enum DiagnosticQuality {
  Good = 1,
  Poor = 2,
  Bad = 3,
}

/** Whether something is so; `true` is the bad case. */
export declare type DiagnosticFlag = boolean;

/** Which of the two a diagnostic is. */
export declare type DiagnosticValueType = 'DiagnosticQuality' | 'DiagnosticFlag';

/** What was measured last. */
export declare type LatestDiagnosticValue = {
  value: DiagnosticQuality | DiagnosticFlag;
  valueType: DiagnosticValueType;
};

/** What was measured now. */
export declare type DiagnosticChangedEventArgs = LatestDiagnosticValue;

/** The latest of each network diagnostic, `undefined` as long as nothing was measured. */
export declare interface LatestNetworkDiagnostics {
  /** A quality: Bad while nothing comes from anybody any more, Good when it comes again. */
  networkReconnect?: LatestDiagnosticValue;
  /** A flag: the browser says that it has no network. */
  noNetwork?: LatestDiagnosticValue;
  /**
   * A quality: of what arrives here, by the packets that are lost and the time that they take to the other end and back. Poor
   * above 3 % or 300 ms, Bad above 10 % or 800 ms, in two measurements in a row; there is one every two seconds.
   */
  networkReceiveQuality?: LatestDiagnosticValue;
  /** The same of what is sent, by what the other ends say has arrived. */
  networkSendQuality?: LatestDiagnosticValue;
  // Not measured yet.
  networkRelaysNotReachable?: LatestDiagnosticValue;
}

/** The latest of each diagnostic of the devices, all flags, `undefined` as long as nothing was measured. */
export declare interface LatestMediaDiagnostics {
  /** The user or the browser denied the microphone: the others hear nothing, but are heard. */
  microphonePermissionDenied?: LatestDiagnosticValue;
  /** The user or the browser denied the camera. */
  cameraPermissionDenied?: LatestDiagnosticValue;
  /** There is no microphone. */
  noMicrophoneDevicesEnumerated?: LatestDiagnosticValue;
  /** There is no speaker. */
  noSpeakerDevicesEnumerated?: LatestDiagnosticValue;
  /** The microphone was there, and cannot be opened, stopped by itself, or has given not even noise for the first ten seconds. */
  microphoneNotFunctioning?: LatestDiagnosticValue;
  /** The system, another program or a switch at the device mutes the microphone. */
  microphoneMuteUnexpectedly?: LatestDiagnosticValue;
  /** The user speaks, and the call is muted. */
  speakingWhileMicrophoneIsMuted?: LatestDiagnosticValue;
  /** The camera cannot be opened. */
  cameraStartFailed?: LatestDiagnosticValue;
  /** The camera stopped by itself. */
  cameraStoppedUnexpectedly?: LatestDiagnosticValue;
  /** The camera is on, and has given no new picture for four seconds; or the system mutes it. */
  cameraFreeze?: LatestDiagnosticValue;
  // Not measured yet.
  cameraStartTimedOut?: LatestDiagnosticValue;
  capturerStartFailed?: LatestDiagnosticValue;
  capturerStoppedUnexpectedly?: LatestDiagnosticValue;
  screenshareRecordingDisabled?: LatestDiagnosticValue;
}

/** The names of the network's diagnostics. */
export declare type NetworkDiagnosticType = keyof LatestNetworkDiagnostics;

/** The names of the devices' diagnostics. */
export declare type MediaDiagnosticType = keyof LatestMediaDiagnostics;

/** A network diagnostic and its new value. */
export declare type NetworkDiagnosticChangedEventArgs = DiagnosticChangedEventArgs & {
  diagnostic: NetworkDiagnosticType;
};

/** A diagnostic of the devices and its new value. */
export declare type MediaDiagnosticChangedEventArgs = DiagnosticChangedEventArgs & {
  diagnostic: MediaDiagnosticType;
};

/** The diagnostics of the network. */
export declare interface NetworkDiagnostics {
  /** All values as they are now. */
  getLatest(): LatestNetworkDiagnostics;
  /** One of them changed. */
  on(event: 'diagnosticChanged', listener: (args: NetworkDiagnosticChangedEventArgs) => void): void;
  off(event: 'diagnosticChanged', listener: (args: NetworkDiagnosticChangedEventArgs) => void): void;
}

/** The diagnostics of the devices. */
export declare interface MediaDiagnostics {
  /** All values as they are now. */
  getLatest(): LatestMediaDiagnostics;
  /** One of them changed. */
  on(event: 'diagnosticChanged', listener: (args: MediaDiagnosticChangedEventArgs) => void): void;
  off(event: 'diagnosticChanged', listener: (args: MediaDiagnosticChangedEventArgs) => void): void;
}

/** Who has spoken last in a call. */
export declare interface DominantSpeakersCallFeature extends CallFeature {
  /** As they are now: another object after each change. */
  readonly dominantSpeakers: DominantSpeakersInfo;
  /** `dominantSpeakers` changed: somebody else speaks now, or a speaker has left. */
  on(event: 'dominantSpeakersChanged', listener: PropertyChangedEvent): void;
  off(event: 'dominantSpeakersChanged', listener: PropertyChangedEvent): void;
}

/** Who has spoken in a call. */
export declare interface DominantSpeakersInfo {
  /** Everybody else in the call who has spoken, whoever began last first. */
  speakersList: ReadonlyArray<CommunicationIdentifierKind>;
  /** Since when the list is so. */
  timestamp: Date;
}

/** What this end's user may do in a call. */
export declare interface CapabilitiesFeature extends CallFeature {
  /**
   * As it is now: another object after each change. Nothing is present, with `FeatureNotSupported`, until the call is `Connecting`;
   * removing and muting others comes with a group call.
   */
  readonly capabilities: ParticipantCapabilities;
  /** `capabilities` changed. */
  on(event: CapabilitiesChangedEventType, listener: CapabilitiesChangeHandler): void;
  off(event: CapabilitiesChangedEventType, listener: CapabilitiesChangeHandler): void;
}

/** The event of {@link CapabilitiesFeature}. */
export declare type CapabilitiesChangedEventType = 'capabilitiesChanged';

/** A listener of `capabilitiesChanged`. */
export declare type CapabilitiesChangeHandler = (data: CapabilitiesChangeInfo) => void;

/** What changed, and only that. */
export declare interface CapabilitiesChangeInfo {
  oldValue: ChangedParticipantCapabilities;
  newValue: ChangedParticipantCapabilities;
  /** Always `MeetingOptionOrOrganizerPolicyChanged`: roles, policies and licenses of users do not change here. */
  reason: CapabilitiesChangedReason;
}

/** Some of {@link ParticipantCapabilities}. */
export declare type ChangedParticipantCapabilities = Partial<ParticipantCapabilities>;

/** Why capabilities changed. */
export declare type CapabilitiesChangedReason =
  'RoleChanged' | 'UserPolicyChanged' | 'MeetingOptionOrOrganizerPolicyChanged' | 'TeamsPremiumLicenseChanged';

/** What may be done in a call. */
export declare type ParticipantCapabilities = Record<
  ParticipantCapabilityName,
  {
    isPresent: boolean;
    reason: CapabilityResolutionReason;
  }
>;

/** Everything that may be done in a call somewhere. What this package has not got is never present, with `FeatureNotSupported`. */
export declare type ParticipantCapabilityName =
  | 'turnVideoOn'
  | 'unmuteMic'
  | 'shareScreen'
  | 'removeParticipant'
  | 'hangUpForEveryOne'
  | 'addCommunicationUser'
  | 'addTeamsUser'
  | 'addPhoneNumber'
  | 'manageLobby'
  | 'spotlightParticipant'
  | 'removeParticipantsSpotlight'
  | 'blurBackground'
  | 'startLiveMeetingCaptions'
  | 'startLiveCallingCaptions'
  | 'setCaptionLanguage'
  | 'raiseHand'
  | 'pstnDialOut'
  | 'muteOthers'
  | 'useReactions'
  | 'viewAttendeeNames'
  | 'startTogetherMode'
  | 'joinBreakoutRooms'
  | 'forbidOthersAudio'
  | 'forbidOthersVideo'
  | 'realTimeText';

/**
 * Why something may be done or not. Here `Capable`, `CapabilityNotApplicableForTheCallType` of what only group calls have, and
 * `FeatureNotSupported`.
 */
export declare type CapabilityResolutionReason =
  | 'Capable'
  | 'CapabilityNotApplicableForTheCallType'
  | 'ClientRestricted'
  | 'UserPolicyRestricted'
  | 'RoleRestricted'
  | 'FeatureNotSupported'
  | 'MeetingRestricted'
  | 'NotInitialized'
  | 'NotCapable'
  | 'TeamsPremiumLicenseRestricted'
  | 'IpModeUserPolicyRestricted'
  | 'ExplicitConsentRequired';

/** How many videos of others can be shown at once. */
export declare interface OptimalVideoCountCallFeature extends CallFeature {
  /** 10 on a desktop, 6 on a phone: a view of one more is refused with 400/43220. It does not change. */
  readonly optimalVideoCount: number;
  /** `unknown`, as it has not changed. */
  readonly lastOvcChangeReason: OvcChangeReason;
  // Taken, but never fired yet.
  on(event: 'optimalVideoCountChanged', listener: PropertyChangedEvent): void;
  off(event: 'optimalVideoCountChanged', listener: PropertyChangedEvent): void;
}

/** Why the number of videos changed. */
export declare type OvcChangeReason = 'bandwidth' | 'performance' | 'externalLimit' | 'unknown';

/**
 * Effects on a local video stream, of which there are none: it says so. An app with effects of its own sends what they make of a
 * camera by `new LocalVideoStream(mediaStream)` or `setMediaStream`.
 */
export declare interface VideoEffectsFeature extends VideoStreamFeature {
  /** Resolves with `false`, whatever the effect. */
  isSupported(effect: VideoEffectProcessor): Promise<boolean>;
  /** Rejects with 400. */
  startEffects(effect: VideoEffectProcessor): Promise<void>;
  /** Resolves, as none is active. */
  stopEffects(): Promise<void>;
  /** None. */
  readonly activeEffects: VideoEffectName[];
  // Taken, but never fired.
  on(event: 'effectsStarted', listener: VideoEffectsFeatureListener): void;
  on(event: 'effectsStopped', listener: VideoEffectsFeatureListener): void;
  on(event: 'effectsError', listener: VideoEffectsFeatureErrorListener): void;
  on(event: 'fpsWarningThresholdReached', listener: VideoEffectsFeatureListener): void;
  on(event: 'timeForEffectsWarningReached', listener: VideoEffectsFeatureListener): void;
  off(event: 'effectsStarted', listener: VideoEffectsFeatureListener): void;
  off(event: 'effectsStopped', listener: VideoEffectsFeatureListener): void;
  off(event: 'effectsError', listener: VideoEffectsFeatureErrorListener): void;
  off(event: 'fpsWarningThresholdReached', listener: VideoEffectsFeatureListener): void;
  off(event: 'timeForEffectsWarningReached', listener: VideoEffectsFeatureListener): void;
}

/** The events of {@link VideoEffectsFeature}. */
export declare type VideoEffectsFeatureEvent =
  'effectsStarted' | 'effectsStopped' | 'effectsError' | 'fpsWarningThresholdReached' | 'timeForEffectsWarningReached';

/** Hears which effects an event is of. */
export declare type VideoEffectsFeatureListener = (effects: VideoEffectName[]) => void;

/** Hears of an effect that failed. */
export declare type VideoEffectsFeatureErrorListener = (error: VideoEffectErrorPayload) => void;

/** Why an effect failed. */
export declare type VideoEffectErrorPayload = {
  code: number;
  message: string;
};

/** The names that effects have. */
export declare type VideoEffectName = 'BackgroundBlur' | 'BackgroundReplacement';

/** An effect of another package. */
export declare type VideoEffectProcessor = BackgroundBlurEffect | BackgroundReplacementEffect;

/** What all effects have. */
export declare interface VideoEffect {
  readonly name: VideoEffectName;
  /** @deprecated in favour of {@link VideoEffectsFeature.isSupported}. */
  isSupported(): Promise<boolean>;
}

/** Blurs what is behind the user. */
export declare interface BackgroundBlurEffect extends VideoEffect {
  configure(config: BackgroundBlurConfig): Promise<void>;
}

/** Puts a picture behind the user. */
export declare interface BackgroundReplacementEffect extends VideoEffect {
  configure(config: BackgroundReplacementConfig): Promise<void>;
}

/** When an effect warns that it is slow. */
export declare interface VideoEffectConfig {
  /** How many milliseconds it may take to start. */
  effectInitTimeThresholdInMs?: number;
  /** How many frames a second there are at least. */
  fpsWarningThreshold?: number;
}

/** How a background is blurred. */
export declare type BackgroundBlurConfig = VideoEffectConfig;

/** What is put behind the user. */
export declare interface BackgroundReplacementConfig extends VideoEffectConfig {
  /** Where the picture is. */
  backgroundImageUrl: string;
}

/** How a call's media flows, in numbers. `dispose` disposes all collectors. */
export declare interface MediaStatsCallFeature extends CallFeature {
  /** Makes a collector, which works while it has a listener and the call runs. It need not be kept. */
  createCollector(options?: MediaStatsCollectorOptions): MediaStatsCollector;
}

/** When a summary is reported: every `aggregationInterval` times `dataPointsPerAggregation` seconds. */
export declare type MediaStatsCollectorOptions = {
  /** How many seconds, and so samples, make one data point; 10 if left out or less than 1. */
  aggregationInterval?: number;
  /** How many data points make a summary; 6 if left out or less than 1. */
  dataPointsPerAggregation?: number;
};

/** Reports what the browser measures of a call, from when it is accepted until it ends. */
export declare interface MediaStatsCollector {
  /** Comes every second. What goes by the second is measured since the one before. */
  on(event: 'sampleReported', listener: MediaStatsReportSampleEvent): void;
  /** So many samples have come as {@link MediaStatsCollectorOptions} says. The next summary begins anew. */
  on(event: 'summaryReported', listener: MediaStatsReportSummaryEvent): void;
  off(event: 'sampleReported', listener: MediaStatsReportSampleEvent): void;
  off(event: 'summaryReported', listener: MediaStatsReportSummaryEvent): void;
  /** Reports nothing any more. The end of the call does the same. */
  dispose(): void;
}

/** A listener of `sampleReported`. */
export declare type MediaStatsReportSampleEvent = (args: MediaStatsReportSample) => void;

/** A listener of `summaryReported`. */
export declare type MediaStatsReportSummaryEvent = (args: MediaStatsReportSummary) => void;

/**
 * What was measured last. A stream is there once something of it was sent or has come in: one for everybody whom it goes to or comes
 * from. The sound of a screen is among `audio`.
 */
export declare interface MediaStatsReportSample {
  audio: {
    send: OutgoingAudioMediaStats<number, string>[];
    receive: IncomingAudioMediaStats<number, string>[];
  };
  video: {
    send: OutgoingVideoMediaStats<number, string>[];
    receive: IncomingVideoMediaStats<number, string>[];
  };
  screenShare: {
    send: OutgoingScreenShareMediaStats<number, string>[];
    receive: IncomingScreenShareMediaStats<number, string>[];
  };
  /** The connections that the streams go over. */
  transports: TransportMediaStats<number>[];
}

/** What was measured since the last summary. */
export declare interface MediaStatsReportSummary {
  audio: {
    send: OutgoingAudioMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
    receive: IncomingAudioMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
  };
  video: {
    send: OutgoingVideoMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
    receive: IncomingVideoMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
  };
  screenShare: {
    send: OutgoingScreenShareMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
    receive: IncomingScreenShareMediaStats<MediaStatValue<number>, MediaStatValue<string>>[];
  };
  transports: TransportMediaStats<MediaStatValue<number>>[];
}

/** All values of one field. */
export declare type MediaStatValue<T> = {
  /** Of numbers only. */
  aggregation?: MediaStatsAggregation;
  /** Of each sample that has the field. */
  raw: T[];
  /** Of the last of them. */
  timestamp: Date;
};

/** Each list has one entry for each data point. One without a value counts 0, and is not in the lists if none follows. */
export declare type MediaStatsAggregation = {
  /** Of how many values. */
  count: number[];
  sum: number[];
  /** The least; `Infinity` of none. */
  min: number[];
  /** The greatest; `-Infinity` of none. */
  max: number[];
};

// All but `id` is absent where the browser does not measure it. Firefox 153 has no `audioInputLevel`, `frame…Input`,
// `keyFramesEncoded` and available bitrates.

/** Audio that is sent. */
export declare interface OutgoingAudioMediaStats<NumberType, StringType> {
  /** Tells the stream from others, in all reports of the call. */
  id: string;
  /** In capitals, as `OPUS`. */
  codecName?: StringType;
  /** Bits per second, without the headers of packets. */
  bitrate?: NumberType;
  /** How unevenly packets arrive at the other end, by its last report. */
  jitterInMs?: NumberType;
  /** Packets sent so far. */
  packets?: NumberType;
  packetsPerSecond?: NumberType;
  /** Packets that have not reached the other end so far, by its last report. */
  packetsLost?: NumberType;
  packetsLostPerSecond?: NumberType;
  /** To the other end and back, by its last report. */
  rttInMs?: NumberType;
  /** How loud the microphone is: from 0 to 65536. */
  audioInputLevel?: NumberType;
  /** The `id` of one of the `transports`. */
  transportId?: StringType;
}

/** Audio that comes in. */
export declare interface IncomingAudioMediaStats<NumberType, StringType> {
  /** Tells the stream from others, in all reports of the call. */
  id: string;
  /** In capitals, as `OPUS`. */
  codecName?: StringType;
  /** Bits per second, without the headers of packets. */
  bitrate?: NumberType;
  /** How unevenly packets arrive. */
  jitterInMs?: NumberType;
  /** Packets that have come so far. */
  packets?: NumberType;
  packetsPerSecond?: NumberType;
  /** Packets that have not come so far. */
  packetsLost?: NumberType;
  packetsLostPerSecond?: NumberType;
  /** To the other end and back, where the browser asks for it. */
  rttInMs?: NumberType;
  /** How long sound waits here to be played evenly. */
  jitterBufferDelayInMs?: NumberType;
  /** How loud it is: from 0 to 65536. */
  audioOutputLevel?: NumberType;
  /** How much of the sound was made up for packets that were missing: from 0 to 1. */
  healedRatio?: NumberType;
  /** The `id` of one of the `transports`. */
  transportId?: StringType;
}

/** Video that is sent. */
export declare interface OutgoingVideoMediaStats<NumberType, StringType> {
  /** Tells the stream from others, in all reports of the call. */
  id: string;
  /** In capitals, as `VP8`. */
  codecName?: StringType;
  /** Bits per second, without the headers of packets. */
  bitrate?: NumberType;
  /** How unevenly packets arrive at the other end, by its last report. */
  jitterInMs?: NumberType;
  /** Packets sent so far. */
  packets?: NumberType;
  packetsPerSecond?: NumberType;
  /** Packets that have not reached the other end so far, by its last report. */
  packetsLost?: NumberType;
  packetsLostPerSecond?: NumberType;
  /** To the other end and back, by its last report. */
  rttInMs?: NumberType;
  /** Frames per second that the camera makes, and how large they are. */
  frameRateInput?: NumberType;
  frameWidthInput?: NumberType;
  frameHeightInput?: NumberType;
  /** Frames encoded so far. */
  framesEncoded?: NumberType;
  /** Per second. */
  frameRateEncoded?: NumberType;
  /** Frames sent so far. */
  framesSent?: NumberType;
  /** Per second. */
  frameRateSent?: NumberType;
  frameWidthSent?: NumberType;
  frameHeightSent?: NumberType;
  keyFramesEncoded?: NumberType;
  /** The `id` of one of the `transports`. */
  transportId?: StringType;
  /** Always absent: nobody is sent more than one size. */
  altLayouts?: OutgoingVideoMediaStats<NumberType, StringType>[];
}

/** Video that comes in. */
export declare interface IncomingVideoMediaStats<NumberType, StringType> {
  /** Tells the stream from others, in all reports of the call. */
  id: string;
  /** In capitals, as `VP8`. */
  codecName?: StringType;
  /** Bits per second, without the headers of packets. */
  bitrate?: NumberType;
  /** How unevenly packets arrive. */
  jitterInMs?: NumberType;
  /** Packets that have come so far. */
  packets?: NumberType;
  packetsPerSecond?: NumberType;
  /** Packets that have not come so far. */
  packetsLost?: NumberType;
  packetsLostPerSecond?: NumberType;
  /** To the other end and back, where the browser asks for it. */
  rttInMs?: NumberType;
  /** The `id` of the {@link RemoteVideoStream}, while that is available. */
  streamId?: NumberType;
  /** How long frames wait here to be shown evenly. */
  jitterBufferDelayInMs?: NumberType;
  /** Per second. */
  frameRateDecoded?: NumberType;
  /** Per second. */
  frameRateReceived?: NumberType;
  frameWidthReceived?: NumberType;
  frameHeightReceived?: NumberType;
  /** Always absent: browsers tell how long the picture froze in all. */
  longestFreezeDurationInMs?: NumberType;
  /** How long the picture froze so far. */
  totalFreezeDurationInMs?: NumberType;
  /** Frames that have come so far. */
  framesReceived?: NumberType;
  /** Frames that came too late or were too many so far. */
  framesDropped?: NumberType;
  /** Frames decoded so far. */
  framesDecoded?: NumberType;
  keyFramesDecoded?: NumberType;
  /** The `id` of one of the `transports`. */
  transportId?: StringType;
}

/** A screen that is sent. */
export declare type OutgoingScreenShareMediaStats<NumberType, StringType> = OutgoingVideoMediaStats<
  NumberType,
  StringType
>;

/** A screen that comes in. */
export declare type IncomingScreenShareMediaStats<NumberType, StringType> = IncomingVideoMediaStats<
  NumberType,
  StringType
>;

/** A connection to one of the others. */
export declare interface TransportMediaStats<NumberType> {
  /** What a stream calls its `transportId`. */
  id: string;
  /** To the other end and back, by the last check of the connection (STUN). */
  rttInMs?: NumberType;
  /** Bits per second that could come in, where the browser estimates it. */
  availableIncomingBitrate?: NumberType;
  /** Bits per second that could be sent, where the browser estimates it. */
  availableOutgoingBitrate?: NumberType;
}

// ---------------------------------------------------------------------------------------------------------------------
// Errors and listeners
// ---------------------------------------------------------------------------------------------------------------------

/** What methods throw or reject with: always an `Error` too. */
export declare interface CommunicationServicesError {
  /** `CommunicationServicesError` */
  readonly name: string;
  /** What was wrong and what to do about it. */
  readonly message: string;
  /** The class, as in HTTP: 4.. for the app's or the user's doing, 5.. for the server's. */
  readonly code: number;
  /** What exactly went wrong; 0 where `code` says it all. */
  readonly subCode: number;
  /** One of `ExpectedError`, `UnexpectedClientError` (a device, the network, the token) and `UnexpectedServerError`. Always set. */
  readonly resultCategories?: string[];
}

/** A listener that reads the new value from the object. */
export declare type PropertyChangedEvent = () => void;

/** A listener that is given the new value. */
export declare type PropertyChangedEventWithArgs<TValue, TReason = void> = (args: {
  newValue?: TValue;
  oldValue?: TValue;
  reason?: TReason;
}) => void;

/** A listener for a collection that changed; the collection itself is already the new one. */
export declare type CollectionUpdatedEvent<T> = (args: { added: T[]; removed: T[] }) => void;

/** A listener of `callEnded`. */
export declare type CallEndedEvent = (args: { callEndReason: CallEndReason }) => void;

export {};
