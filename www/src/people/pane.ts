import type { RemoteParticipant } from '@azure/communication-calling';
import type { Line } from '../call/line';
import { personBehind } from '../call/identity';
import { arrange, h, isShown, setText, show } from '../dom';
import { counted } from '../names';
import { Pane } from '../pane';
import type { Person } from '../people';
import { Adder } from './adder';
import type { RowActions } from './row';
import { PersonRow } from './row';

/** What can be done about the people in a call. */
export interface PeopleActions extends RowActions {
  /** Throws a `Problem` where somebody cannot be added. */
  add: (person: Person) => void;
  muteAll: () => void;
}

/** Who else is in a call, where they are muted and removed, and others added. */
export class PeoplePane extends Pane {
  private readonly list = h('ul', { class: 'people-list', 'aria-label': 'Others in the call' });
  private readonly muteAll: HTMLButtonElement;
  private readonly adder: Adder;
  private readonly hint = h('p', { class: 'hint' });
  private rows = new Map<RemoteParticipant, PersonRow>();
  private suggested: Person[] = [];

  constructor(
    private readonly actions: PeopleActions,
    onClose: () => void,
  ) {
    super('People', 'people', onClose);
    this.adder = new Adder(actions.add);
    const props = { type: 'button', class: 'button small', 'data-testid': 'mute-all', on: { click: actions.muteAll } };
    this.muteAll = h('button', props, 'Mute all');
    this.head.insertBefore(this.muteAll, this.head.lastChild);
    this.element.append(h('div', { class: 'people-body' }, this.list, this.adder.element, this.hint));
  }

  /** Offers people who are not in the call yet. */
  suggest(people: Person[]): void {
    this.suggested = people;
  }

  /** Closes it, and forgets what was typed there. */
  override close(): void {
    this.adder.clear();
    super.close();
  }

  /** Shows who is in the call now. */
  update(line: Line | undefined): void {
    if (!this.isOpen) return;
    if (!line?.isEstablished) return this.close();
    const { shown } = line.roster;
    const focused = this.list.contains(document.activeElement);
    this.arrange(shown);
    shown.forEach((participant) => this.rows.get(participant)?.update(line.isGroup));
    show(this.muteAll, line.isGroup && shown.some(({ isMuted, state }) => !isMuted && state === 'Connected'));
    setText(this.title, counted(line.roster.size, 'person', 'people'));
    const ids = new Set(shown.map((participant) => personBehind(participant).id));
    this.adder.suggest(this.suggested.filter(({ id }) => !ids.has(id)));
    setText(this.hint, line.isGroup ? '' : 'With a third one it becomes a group call, and goes on.');
    show(this.hint, !line.isGroup);
    if (focused && this.isFocusLost) this.element.focus();
  }

  /** Whether the row that had the focus is gone, or its button hidden. */
  private get isFocusLost(): boolean {
    const { activeElement } = document;
    return activeElement === null || !this.list.contains(activeElement) || !isShown(activeElement);
  }

  private arrange(shown: RemoteParticipant[]): void {
    this.rows = new Map(
      shown.map((participant) => [participant, this.rows.get(participant) ?? new PersonRow(participant, this.actions)]),
    );
    arrange(
      this.list,
      [...this.rows.values()].map(({ element }) => element),
    );
  }
}
