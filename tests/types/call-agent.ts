// Calls of a communication user, and what an app does alike for both kinds of users; in the same way as `app.ts`.
import { CallAgentKind, CallClient, CallKind, IncomingCallKind } from '@azure/communication-calling';
import type {
  AcceptCallOptions,
  Call,
  CallAgent,
  CallAgentCommon,
  CallAgentOptions,
  CallCommon,
  CallInfo,
  CallInfoCommon,
  CollectionUpdatedEvent,
  ConnectionStateChangedEvent,
  GroupCallLocator,
  GroupLocator,
  IncomingCall,
  IncomingCallCommon,
  IncomingCallEvent,
  JoinCallOptions,
  RemoteParticipant,
  StartCallOptions,
  TeamsCall,
  TeamsCallAgent,
} from '@azure/communication-calling';
import type {
  CommunicationTokenCredential,
  CommunicationUserIdentifier,
  MicrosoftTeamsUserIdentifier,
  UnknownIdentifier,
} from '@azure/communication-common';

export async function signIn(client: CallClient, credential: CommunicationTokenCredential): Promise<CallAgent> {
  const options: CallAgentOptions = { displayName: 'Alice' };
  const agent = await client.createCallAgent(credential, options);
  void client.createCallAgent(credential);
  const common: CallAgentCommon = agent;
  console.log(common.kind === CallAgentKind.CallAgent, agent.displayName, agent.connectionState);
  listen(agent);
  return agent;
}

function listen(agent: CallAgent): void {
  const onIncoming: IncomingCallEvent = async ({ incomingCall }) => void (await answer(incomingCall));
  const onCalls: CollectionUpdatedEvent<Call> = ({ added, removed }) => {
    added.forEach((call) => call.on('stateChanged', () => console.log(call.state)));
    removed.forEach((call) => console.log(call.callEndReason?.code));
  };
  const onConnection: ConnectionStateChangedEvent = ({ newValue }) => console.log(newValue);
  agent.on('incomingCall', onIncoming);
  agent.on('callsUpdated', onCalls);
  agent.on('connectionStateChanged', onConnection);
  agent.off('incomingCall', onIncoming);
  agent.off('callsUpdated', onCalls);
  agent.off('connectionStateChanged', onConnection);
}

async function answer(incoming: IncomingCall): Promise<Call | undefined> {
  const common: IncomingCallCommon = incoming;
  const info: CallInfo = incoming.info;
  console.log(common.kind === IncomingCallKind.IncomingCall, info.groupId, info.threadId);
  if (!incoming.callerInfo.identifier) return void (await incoming.reject());
  const options: AcceptCallOptions = { audioOptions: { muted: true } };
  return incoming.accept(options);
}

export function placeCalls(agent: CallAgent, bob: CommunicationUserIdentifier): Call[] {
  const carol: MicrosoftTeamsUserIdentifier = { microsoftTeamsUserId: '00000000-0000-0000-0000-000000000003' };
  const dave: UnknownIdentifier = { id: '8:orgid:00000000-0000-0000-0000-000000000004' };
  const options: StartCallOptions = { audioOptions: { muted: false }, videoOptions: { localVideoStreams: [] } };
  return [agent.startCall([bob]), agent.startCall([bob, dave], options), agent.startCall([carol, bob])];
}

export function join(agent: CallAgent, groupId: string): Call {
  const group: GroupCallLocator = { groupId };
  const locator: GroupLocator = group;
  const options: JoinCallOptions = { audioOptions: { muted: true } };
  agent.join({ groupId });
  return agent.join(locator, options);
}

export async function useCall(call: Call, bob: CommunicationUserIdentifier): Promise<void> {
  const common: CallCommon = call;
  const where: CallInfoCommon = call.info;
  console.log(common.kind === CallKind.Call, call.info.groupId, await where.getServerCallId());
  const added: RemoteParticipant = call.addParticipant(bob);
  call.addParticipant({ microsoftTeamsUserId: '00000000-0000-0000-0000-000000000003' });
  await call.removeParticipant(added.identifier);
  await call.removeParticipant(bob);
  await call.hold();
  await call.resume();
}

/** An app may not care whose call it is. */
export async function leaveAll(agent: CallAgent | TeamsCallAgent): Promise<void> {
  const calls: ReadonlyArray<Call | TeamsCall> = agent.calls;
  await Promise.all(calls.map((call) => call.hangUp()));
  await agent.dispose();
}
