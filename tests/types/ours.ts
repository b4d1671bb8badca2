// What our types say beyond those that they stand in for, and what they must not allow yet.
import { CallClient, Features, LocalVideoStream, VideoStreamRenderer } from '@azure/communication-calling';
import type {
  CallEndReason,
  CommunicationServicesError,
  TeamsCall,
  TeamsCallAgent,
} from '@azure/communication-calling';

export function more(agent: TeamsCallAgent, reason: CallEndReason, error: CommunicationServicesError): void {
  agent.on('incomingCall', ({ incomingCall, teamsIncomingCall }) => console.log(incomingCall === teamsIncomingCall));
  const words: string | undefined = reason.message;
  const categories: string[] | undefined = error.resultCategories ?? reason.resultCategories;
  console.log(words, categories);
}

export function absent(client: CallClient, agent: TeamsCallAgent, call: TeamsCall): void {
  // @ts-expect-error groups come later
  agent.startCall([{ microsoftTeamsUserId: '1' }]);
  // @ts-expect-error phones come later
  agent.startCall({ phoneNumber: '+14255550123' });
  // @ts-expect-error meetings come later
  agent.join({ meetingLink: 'https://example.com' });
  // @ts-expect-error communication users come later
  void client.createCallAgent;
  // @ts-expect-error hold comes later
  void call.hold();
  // @ts-expect-error so does screen sharing
  void call.startScreenSharing();
  // @ts-expect-error and this feature
  void Features.Recording;
}

export function misuse(client: CallClient, agent: TeamsCallAgent, call: TeamsCall): void {
  // @ts-expect-error no such event
  agent.on('incomming', () => undefined);
  // @ts-expect-error listeners are given collections, not objects
  call.on('remoteParticipantsUpdated', (participant: { state: string }) => console.log(participant.state));
  // @ts-expect-error a feature of a call is not one of a client
  client.feature(Features.UserFacingDiagnostics);
  // @ts-expect-error properties are changed by methods alone
  call.isMuted = true;
  // @ts-expect-error a device's id is not a device
  void new LocalVideoStream('camera');
  // @ts-expect-error a renderer needs a stream
  void new VideoStreamRenderer();
}
