import type { RemoteParticipant } from '@azure/communication-calling';
import { personBehind } from '../call/identity';
import type { Line } from '../call/line';
import { fill, h, setText, show } from '../dom';
import type { Person } from '../people';
import { tintOf } from '../tints';
import { FlowTable } from './flows';
import type { Measured } from './measure';
import { Meter } from './measure';
import type { Member } from './roster';
import { pathWords, RosterTable } from './roster';
import { Spark } from './spark';
import { StateStrip } from './strip';
import { sumUp, totalOf, wayOf } from './sum';
import { bits, milliseconds } from './units';

/** Whose a call of this page is. */
export type OwnerOf = (line: Line) => Person | undefined;

/** One call under the hood: its states so far, who is in it, and what the browser says of its connections. */
export class HoodCard {
  readonly element: HTMLElement;
  private readonly title = h('h3');
  private readonly strip = new StateStrip();
  private readonly facts = h('dl', { class: 'facts', 'data-testid': 'facts' });
  private readonly roster = new RosterTable();
  private readonly flows = new FlowTable();
  private readonly spark = new Spark('Bits a second, sent and received, in the last minute');
  private readonly meter = new Meter();
  private measured: Measured[] = [];

  constructor(
    private readonly person: Person,
    private readonly line: Line | undefined,
    private readonly ownerOf: OwnerOf,
  ) {
    const props = { class: 'hood-card', 'data-testid': 'hood-card', 'data-tint': tintOf(person.id) };
    const way = h('div', { class: 'hood-way' }, this.strip.element, this.spark.element);
    const parts = [this.title, way, this.facts, this.roster.element, this.flows.element];
    this.element = h('section', { ...props, 'data-who': person.name }, ...parts);
    this.show();
  }

  /** Shows the call's states and people. */
  update(): void {
    const { line, person } = this;
    setText(this.title, line ? `${person.name} with ${line.name}` : `${person.name}: no call yet`);
    this.strip.update(line?.steps ?? []);
    show(this.strip.element, line !== undefined);
    this.roster.update(line?.isGroup ? this.members(line) : []);
  }

  /** Asks the browser how the connections are now. */
  async measure(): Promise<void> {
    if (!this.line) return;
    this.measured = await this.meter.measure(this.line);
    this.show();
    this.update();
  }

  private show(): void {
    const { measured } = this;
    const live = measured.length > 0;
    show(this.facts, live);
    show(this.spark.element, live);
    fill(this.facts, ...this.factList().map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
    this.flows.update(sumUp(measured));
    if (measured.some(({ before }) => before))
      this.spark.push(totalOf('sent', measured), totalOf('received', measured));
  }

  private factList(): [string, string][] {
    const { path, roundTrip, room } = wayOf(this.measured);
    const cipher = this.measured[0]?.now.cipher ?? '–';
    const many = this.measured.length > 1;
    return [
      many ? ['Connections', String(this.measured.length)] : ['Path', path ? pathWords(path) : 'being looked for'],
      [many ? 'Longest round trip' : 'Round trip', milliseconds(roundTrip)],
      ['Room to send', bits(room)],
      ['Cipher', cipher.replace('SRTP_', '').replaceAll('_', ' ')],
    ];
  }

  /** Everybody in the call, with the connection to them: of those elsewhere it is known where only one is left. */
  private members({ roster }: Line): Member[] {
    const known = roster.shown.map((participant) => ({ participant, moment: this.momentOf(participant) }));
    const unknown = known.filter(({ participant, moment }) => !moment && participant.state === 'Connected');
    const left = this.measured.filter(({ partner }) => !partner);
    const only = unknown.length === 1 && left.length === 1 ? unknown[0] : undefined;
    return known.map((member) => (member === only ? { ...member, moment: left[0] } : member));
  }

  private momentOf(participant: RemoteParticipant): Measured | undefined {
    const { id } = personBehind(participant);
    return this.measured.find(({ partner }) => partner && this.ownerOf(partner)?.id === id);
  }
}
