import { CallClient } from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';

/** @typedef {import('@azure/communication-calling').TeamsCall} TeamsCall */
/** @typedef {import('@azure/communication-calling').TeamsCallAgent} TeamsCallAgent */
/** @typedef {import('@azure/communication-calling').TeamsIncomingCall} TeamsIncomingCall */

/** @implements {Client} */
export class Offhook {
  onRing = () => {};
  /** @type {CallClient | undefined} */
  callClient;
  /** @type {TeamsCallAgent | undefined} */
  #agent;
  /** @type {TeamsIncomingCall | undefined} */
  #incomingCall;
  /** @type {TeamsCall | undefined} */
  #call;

  /** @param {{ token: string }} login */
  async signIn({ token }) {
    this.callClient = new CallClient();
    this.#agent = await this.callClient.createTeamsCallAgent(new AzureCommunicationTokenCredential(token));
    this.#agent.on('incomingCall', ({ incomingCall }) => {
      marks.set('rings');
      this.#incomingCall = incomingCall;
      this.onRing();
    });
  }

  /** @param {{ user: { microsoftTeamsUserId: string } }} other */
  startCall({ user }) {
    marks.set('placed');
    this.#call = this.#agent?.startCall(user);
  }

  async accept() {
    marks.set('accepted');
    this.#call = await this.#incomingCall?.accept();
  }

  async hangUp() {
    const call = this.#call;
    if (!call || call.state === 'Disconnected') return;
    const ended = new Promise((resolve) => {
      call.on('stateChanged', () => call.state === 'Disconnected' && resolve(undefined));
    });
    await Promise.all([ended, call.hangUp().catch(() => {})]);
  }
}

globalThis.client = new Offhook();
