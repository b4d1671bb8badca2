import type { RemoteParticipant } from '@azure/communication-calling';
import { personBehind } from '../call/identity';
import { numbers } from '../call/reasons';
import { fill, h, show } from '../dom';
import { tintOf } from '../tints';
import type { Path } from './stats';
import { total } from './stats';
import type { Moment } from './sum';
import { bits, milliseconds } from './units';

const COLUMNS = ['Who', 'State', 'Path', 'Round trip', 'Sent', 'Received'];

/** Somebody in a call, and what their connection measured, if it is known which that is. */
export interface Member {
  participant: RemoteParticipant;
  moment: Moment | undefined;
}

/** Who is in a group call as the API has it, and how each is reached. */
export class RosterTable {
  readonly element: HTMLElement;
  private readonly rows = h('tbody');

  constructor() {
    const heads = COLUMNS.map((name) => h('th', { scope: 'col', 'data-column': name }, name));
    const head = h('thead', {}, h('tr', {}, ...heads));
    this.element = h('table', { class: 'flows roster', 'data-testid': 'roster', hidden: true }, head, this.rows);
  }

  /** Shows these. */
  update(members: readonly Member[]): void {
    show(this.element, members.length > 0);
    fill(this.rows, ...members.map(row));
  }
}

/** Both ends of a path, and what carries it. */
export function pathWords({ local, remote, protocol }: Path): string {
  return `${local} ↔ ${remote}, ${protocol.toUpperCase()}`;
}

function row({ participant, moment }: Member): HTMLElement {
  const { id, name } = personBehind(participant);
  const path = moment?.now.path;
  const rates = (['sent', 'received'] as const).map((way) => bits(moment && total(way, moment.now, moment.before)));
  const cells = [stateOf(participant), path ? pathWords(path) : '–', milliseconds(path?.roundTrip), ...rates];
  const head = h('th', { scope: 'row', 'data-tint': tintOf(id) }, name);
  const values = cells.map((value, at) => h('td', { 'data-column': COLUMNS[at + 1] }, value));
  return h('tr', { 'data-testid': 'roster-row', 'data-who': name, 'data-state': participant.state }, head, ...values);
}

/** In the words of the API. */
function stateOf({ state, callEndReason, isMuted, isSpeaking, videoStreams }: RemoteParticipant): string {
  const seen = videoStreams.filter(({ isAvailable }) => isAvailable).map(({ mediaStreamType }) => mediaStreamType);
  const signs = [isMuted && 'isMuted', isSpeaking && 'isSpeaking', ...seen].filter(Boolean);
  return [callEndReason ? `${state}, ${numbers(callEndReason)}` : state, ...signs].join(' · ');
}
