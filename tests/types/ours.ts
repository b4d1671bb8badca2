// What our types say beyond those that they stand in for, and what they must not allow yet.
import { CallClient, Features, LocalVideoStream, VideoStreamRenderer } from '@azure/communication-calling';
import type {
  Call,
  CallAgent,
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

/** A communication user may have called the Teams user, or have been added to the call by another one. */
export function putOut(call: TeamsCall): Promise<void[]> {
  return Promise.all(call.remoteParticipants.map(({ identifier }) => call.removeParticipant(identifier)));
}

export function absent(agent: CallAgent, teams: TeamsCallAgent, call: Call, own: TeamsCall): void {
  // @ts-expect-error phones come later
  teams.startCall({ phoneNumber: '+14255550123' });
  // @ts-expect-error also in groups
  teams.startCall([{ microsoftTeamsUserId: '1' }, { phoneNumber: '+14255550123' }]);
  // @ts-expect-error of either kind of agent
  agent.startCall([{ phoneNumber: '+14255550123' }]);
  // @ts-expect-error and for calls that run
  call.addParticipant({ phoneNumber: '+14255550123' });
  // @ts-expect-error so do apps
  own.addParticipant({ teamsAppId: '1' });
  // @ts-expect-error meetings come later
  teams.join({ meetingLink: 'https://example.com' });
  // @ts-expect-error for communication users too
  agent.join({ meetingLink: 'https://example.com' });
  // @ts-expect-error rooms come later
  agent.join({ roomId: '1' });
  // @ts-expect-error so does the lobby
  void call.lobby;
  // @ts-expect-error tones are for phones
  void call.sendDtmf('Num1');
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
  // @ts-expect-error a chat belongs to a group call
  agent.startCall({ microsoftTeamsUserId: '1' }, { threadId: '19:chat@thread.v2' });
  // @ts-expect-error an id is not an identifier
  void call.removeParticipant('8:orgid:1');
  // @ts-expect-error the screen is shared as a stream, not as a device
  void call.startScreenSharing({ id: 'screen', name: 'Screen', deviceType: 'ScreenSharing' });
  // @ts-expect-error a device's id is not a device
  void new LocalVideoStream('camera');
  // @ts-expect-error a renderer needs a stream
  void new VideoStreamRenderer();
}
