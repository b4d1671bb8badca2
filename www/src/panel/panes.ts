import type { Line } from '../call/line';
import { DevicesPane } from '../devices/pane';
import { PeoplePane } from '../people/pane';
import type { Person } from '../people';
import type { Session } from '../session';

/** What opens and closes the panes, and has the focus when they are closed. */
export interface Openers {
  setDevicesOpen: (open: boolean) => void;
  focusDevices: () => void;
  setPeopleOpen: (open: boolean) => void;
  focusPeople: () => void;
}

/** The cards that can lie over a panel: its devices, and the people of its call. One is open at a time. */
export class Panes {
  readonly elements: HTMLElement[];
  private readonly devices: DevicesPane;
  private readonly people: PeoplePane;

  constructor(
    session: Session,
    private readonly openers: Openers,
  ) {
    this.devices = new DevicesPane(session, () => this.onDevicesClosed());
    this.people = new PeoplePane(
      {
        add: (person) => session.add(person),
        mute: (participant) => void session.mute(participant),
        muteAll: () => void session.onStage(({ call }) => call.muteAllRemoteParticipants()),
        remove: (participant) => void session.remove(participant),
      },
      () => this.onPeopleClosed(),
    );
    this.elements = [this.devices.element, this.people.element];
  }

  /** Opens the devices, or closes them. */
  toggleDevices(): void {
    if (this.devices.isOpen) return this.devices.close();
    this.people.close();
    this.openers.setDevicesOpen(true);
    this.devices.open();
  }

  /** Opens the people of the call, or closes them. */
  togglePeople(line: Line | undefined): void {
    if (this.people.isOpen) return this.people.close();
    this.devices.close();
    this.openers.setPeopleOpen(true);
    this.people.open();
    this.people.update(line);
    this.people.element.focus({ preventScroll: true });
  }

  /** Shows everything as it is now. */
  update(line: Line | undefined): void {
    this.devices.update();
    this.people.update(line);
  }

  /** Offers people who may be added. */
  suggest(people: Person[]): void {
    this.people.suggest(people);
  }

  /** Closes what is open. */
  close(): void {
    this.devices.close();
    this.people.close();
  }

  /** Lets go of everything. */
  dispose(): void {
    this.devices.dispose();
    for (const element of this.elements) element.remove();
  }

  private onDevicesClosed(): void {
    this.openers.setDevicesOpen(false);
    this.openers.focusDevices();
  }

  private onPeopleClosed(): void {
    this.openers.setPeopleOpen(false);
    this.openers.focusPeople();
  }
}
