import type { DeviceManager, TeamsCallAgent, TeamsIncomingCall } from '@azure/communication-calling';
import { callerOf } from '../call/identity';
import { numbers } from '../call/reasons';
import { observeCall } from './observe-call';
import { changes } from './words';

/** Takes what an object fired, and what it says now; and whom it is about, where there may be several. */
export type Note = (object: string, event: string, value: string, about?: string) => void;

/** Listens to everything that an agent tells, and to the calls that come of it. */
export function observeAgent(agent: TeamsCallAgent, note: Note): void {
  agent.on('connectionStateChanged', ({ newValue, reason }) => {
    note('TeamsCallAgent', 'connectionStateChanged', [newValue, reason].filter(Boolean).join(', '));
  });
  agent.on('incomingCall', ({ incomingCall }) => {
    note('TeamsCallAgent', 'incomingCall', `from ${callerOf(incomingCall).name}`);
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
  const { name } = callerOf(incoming);
  incoming.on('callEnded', ({ callEndReason }) => note('TeamsIncomingCall', 'callEnded', numbers(callEndReason), name));
}

function nameOf(device: { name: string } | undefined): string {
  return device?.name ?? 'none';
}
