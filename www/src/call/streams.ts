import type { LocalVideoStream, RemoteParticipant, RemoteVideoStream, TeamsCall } from '@azure/communication-calling';

/** A screen that somebody else shares. */
export interface SharedScreen {
  participant: RemoteParticipant;
  stream: RemoteVideoStream;
}

/** The camera of a participant, if it is on. */
export function cameraOf(participant: RemoteParticipant): RemoteVideoStream | undefined {
  return available(participant, 'Video');
}

/** The screen that somebody else shares in a call: one person does at a time. */
export function screenIn({ remoteParticipants }: TeamsCall): SharedScreen | undefined {
  const shared = remoteParticipants.map((participant) => ({
    participant,
    stream: available(participant, 'ScreenSharing'),
  }));
  return shared.find((one): one is SharedScreen => one.stream !== undefined);
}

/** The camera that a call sends, if it does: its screen is among the same streams. */
export function ownCamera({ localVideoStreams }: TeamsCall): LocalVideoStream | undefined {
  return localVideoStreams.find(({ mediaStreamType }) => mediaStreamType !== 'ScreenSharing');
}

function available(participant: RemoteParticipant, type: string): RemoteVideoStream | undefined {
  return participant.videoStreams.find(({ isAvailable, mediaStreamType }) => isAvailable && mediaStreamType === type);
}
