// Whatever an app has of the types that ours stand in for (its mocks, its adapters, another library's objects) must be
// usable as ours; and where a type is complete already, ours as theirs.
import type * as ours from 'ours';
import type * as theirs from 'theirs';

/** Fails to compile unless `Sub` can be used as `Super`. */
type Usable<Super, Sub extends Super> = Sub;

// Objects of theirs are objects of ours.
export type TheirsAsOurs = [
  Usable<ours.AcceptCallOptions, theirs.AcceptCallOptions>,
  Usable<ours.AudioDeviceInfo, theirs.AudioDeviceInfo>,
  Usable<ours.AudioOptions, theirs.AudioOptions>,
  Usable<ours.CallAgentCommon, theirs.CallAgentCommon>,
  Usable<ours.CallAgentKind, theirs.CallAgentKind>,
  // Their agents' `incomingCall` lacks `teamsIncomingCall` (see the named differences), so leave out what leads there.
  Usable<Omit<ours.CallClient, 'createTeamsCallAgent' | 'feature'>, theirs.CallClient>,
  Usable<ours.CallClientOptions, theirs.CallClientOptions>,
  Usable<ours.CallCommon, theirs.CallCommon>,
  Usable<ours.CallEndReason, theirs.CallEndReason>,
  Usable<ours.CallerInfo, theirs.CallerInfo>,
  Usable<ours.CommunicationServicesError, theirs.CommunicationServicesError>,
  Usable<ours.CreateViewOptions, theirs.CreateViewOptions>,
  Usable<ours.DebugInfoCallClientFeature, theirs.DebugInfoCallClientFeature>,
  Usable<ours.DeviceManager, theirs.DeviceManager>,
  Usable<ours.HangUpOptions, theirs.HangUpOptions>,
  Usable<ours.LatestMediaDiagnostics, theirs.LatestMediaDiagnostics>,
  Usable<ours.LatestNetworkDiagnostics, theirs.LatestNetworkDiagnostics>,
  Usable<ours.LocalVideoStream, theirs.LocalVideoStream>,
  Usable<ours.RemoteParticipant, theirs.RemoteParticipant>,
  Usable<ours.RemoteVideoStream, theirs.RemoteVideoStream>,
  Usable<ours.StartTeamsCallOptions, theirs.StartTeamsCallOptions>,
  Usable<ours.TeamsCall, theirs.TeamsCall>,
  Usable<Omit<ours.TeamsCallAgent, 'on' | 'off'>, theirs.TeamsCallAgent>,
  Usable<ours.TeamsCallInfo, theirs.TeamsCallInfo>,
  Usable<ours.TeamsIncomingCall, theirs.TeamsIncomingCall>,
  Usable<ours.UserFacingDiagnosticsFeature, theirs.UserFacingDiagnosticsFeature>,
  Usable<ours.VideoDeviceInfo, theirs.VideoDeviceInfo>,
  Usable<ours.VideoOptions, theirs.VideoOptions>,
  Usable<ours.VideoStreamRenderer, theirs.VideoStreamRenderer>,
  Usable<ours.VideoStreamRendererView, theirs.VideoStreamRendererView>,
];

// Where ours has all that theirs has, the other way round as well.
export type OursAsTheirs = [
  Usable<theirs.AudioDeviceInfo, ours.AudioDeviceInfo>,
  Usable<theirs.EnvironmentInfo, ours.EnvironmentInfo>,
  Usable<theirs.StreamSize, ours.StreamSize>,
  Usable<theirs.CallAgentCommon, ours.CallAgentCommon>,
  Usable<theirs.CallAgentKind, ours.CallAgentKind>,
  Usable<theirs.CallEndReason, ours.CallEndReason>,
  Usable<theirs.CallerInfo, ours.CallerInfo>,
  Usable<theirs.CommunicationServicesError, ours.CommunicationServicesError>,
  Usable<theirs.LatestMediaDiagnostics, ours.LatestMediaDiagnostics>,
  Usable<theirs.LatestNetworkDiagnostics, ours.LatestNetworkDiagnostics>,
  Usable<theirs.MediaDiagnostics, ours.MediaDiagnostics>,
  Usable<theirs.NetworkDiagnostics, ours.NetworkDiagnostics>,
  Usable<theirs.VideoDeviceInfo, ours.VideoDeviceInfo>,
  Usable<theirs.VideoStreamRendererView, ours.VideoStreamRendererView>,
];

// These are closed sets of values: ours has exactly theirs.
export type SameValues = [
  Usable<ours.CallState, theirs.CallState> & Usable<theirs.CallState, ours.CallState>,
  Usable<ours.CallDirection, theirs.CallDirection> & Usable<theirs.CallDirection, ours.CallDirection>,
  Usable<ours.ConnectionState, theirs.ConnectionState> & Usable<theirs.ConnectionState, ours.ConnectionState>,
  Usable<ours.MediaStreamType, theirs.MediaStreamType> & Usable<theirs.MediaStreamType, ours.MediaStreamType>,
  Usable<ours.RemoteParticipantState, theirs.RemoteParticipantState> &
    Usable<theirs.RemoteParticipantState, ours.RemoteParticipantState>,
  Usable<ours.ScalingMode, theirs.ScalingMode> & Usable<theirs.ScalingMode, ours.ScalingMode>,
];

// The members that only ours have. A new one must be put here, or it was misspelt.
type Extra<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;
type Exactly<Wanted, Got> = [Wanted] extends [Got] ? ([Got] extends [Wanted] ? true : never) : never;
export type NamedDifferences = [
  Exactly<'message' | 'resultCategories', Extra<ours.CallEndReason, theirs.CallEndReason>>,
  Exactly<'resultCategories', Extra<ours.CommunicationServicesError, theirs.CommunicationServicesError>>,
  Exactly<'teamsIncomingCall', Extra<EventArgs<ours.TeamsIncomingCallEvent>, EventArgs<theirs.TeamsIncomingCallEvent>>>,
  Exactly<never, Extra<ours.CallClient, theirs.CallClient>>,
  Exactly<never, Extra<ours.CallClientOptions, theirs.CallClientOptions>>,
  Exactly<never, Extra<ours.DeviceManager, theirs.DeviceManager>>,
  Exactly<never, Extra<ours.LocalVideoStream, theirs.LocalVideoStream>>,
  Exactly<never, Extra<ours.RemoteParticipant, theirs.RemoteParticipant>>,
  Exactly<never, Extra<ours.RemoteVideoStream, theirs.RemoteVideoStream>>,
  Exactly<never, Extra<ours.TeamsCall, theirs.TeamsCall>>,
  Exactly<never, Extra<ours.TeamsCallAgent, theirs.TeamsCallAgent>>,
  Exactly<never, Extra<ours.TeamsIncomingCall, theirs.TeamsIncomingCall>>,
  Exactly<never, Extra<ours.VideoStreamRenderer, theirs.VideoStreamRenderer>>,
  Exactly<never, Extra<typeof ours, typeof theirs>>,
];
type EventArgs<Listener extends (args: never) => void> = Parameters<Listener>[0];

const allTrue: NamedDifferences = [true, true, true, true, true, true, true, true, true, true, true, true, true, true];
void allTrue;
