import type { RemoteParticipant, RemoteParticipantState } from '@azure/communication-calling';
import { goneWords } from '../call/gone';
import { personBehind } from '../call/identity';
import type { Line } from '../call/line';
import { cameraOf, ownCamera } from '../call/streams';
import { capitalized } from '../names';
import type { Person } from '../people';
import type { Face } from './tiles';

const NOTES: Partial<Record<RemoteParticipantState, string>> = {
  Idle: 'Calling…',
  Connecting: 'Connecting…',
  Ringing: 'Ringing…',
  Hold: 'On hold',
};

/** Everybody else, in the order of their tiles; before the SDK names them, those who were called. */
export function facesOf(line: Line): Face[] {
  const { shown, present } = line.roster;
  if (shown.length > 0) return shown.map((participant) => faceOf(participant, line));
  return line.isEstablished ? [] : present.map(expectedFace);
}

/** Somebody else as they are now. In a call of two the stage itself says how far it is. */
function faceOf(participant: RemoteParticipant, { call, isGroup }: Line): Face {
  const person = personBehind(participant);
  const { state, callEndReason } = participant;
  const isIn = call.state === 'Connected' && state !== 'Disconnected';
  const note = state === 'Disconnected' ? capitalized(goneWords(callEndReason)) : (NOTES[state] ?? '');
  return {
    person,
    caption: person.name,
    muted: isIn && participant.isMuted,
    held: isGroup && state === 'Hold',
    speaking: participant.isSpeaking,
    video: state === 'Disconnected' ? undefined : cameraOf(participant),
    note: isGroup ? note : '',
    state,
  };
}

function expectedFace(person: Person): Face {
  return { ...ABSENT, person, caption: person.name };
}

/** Oneself. */
export function ownFace(person: Person, { call }: Line): Face {
  return { ...ABSENT, person, caption: 'You', muted: call.isMuted, video: ownCamera(call) };
}

const ABSENT = { muted: false, held: false, speaking: false, video: undefined, note: '', state: undefined };
