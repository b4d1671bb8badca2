import { CallClient } from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';

import { GapWatch } from '../../tests/e2e/support/page/gaps.mjs';

/** @typedef {import('@azure/communication-calling').Call} Call */
/** @typedef {import('@azure/communication-calling').CallAgent} CallAgent */
/** @typedef {{ communicationUserId: string }} User */

/** A communication user who meets others in groups, and accepts at once whatever rings. */
export class Member {
  gapWatch = new GapWatch();
  /** @type {CallAgent | undefined} */
  #agent;
  /** @type {Call | undefined} */
  #call;

  /** @param {{ token: string }} login */
  async signIn({ token }) {
    this.#agent = await new CallClient().createCallAgent(new AzureCommunicationTokenCredential(token));
    this.#agent.on('incomingCall', async ({ incomingCall }) => {
      this.#call = await incomingCall.accept();
    });
  }

  /** @param {string} groupId @param {boolean} muted */
  join(groupId, muted) {
    this.#call = this.#agent?.join({ groupId }, { audioOptions: { muted } });
  }

  /** Calls one other, for no group. @param {{ user: User }} login */
  startCall({ user }) {
    marks.set('placed');
    this.#call = this.#agent?.startCall([user]);
  }

  /** Has another one rung. @param {{ user: User }} login */
  add({ user }) {
    marks.set('placed');
    this.#call?.addParticipant(user);
  }

  /** Whether so many others are in the call, each connected to here. @param {number} others */
  isWith(others) {
    const there = this.#call?.remoteParticipants.filter(({ state }) => state === 'Connected') ?? [];
    const connected = probe.peers.filter(({ connectionState }) => connectionState === 'connected');
    return there.length === others && connected.length === others;
  }

  async hangUp() {
    await this.#call?.hangUp();
  }
}

globalThis.member = new Member();
