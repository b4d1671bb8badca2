import { Client, HTTPMessageHandler, RetryHandler } from '@microsoft/microsoft-graph-client';

/** @typedef {import('@microsoft/microsoft-graph-client').Context} Context */
/** @typedef {import('@microsoft/microsoft-graph-client').Middleware} Middleware */
/** @typedef {import('./person.mjs').Person} Person */

/**
 * What an app puts in the place of the client's own, which shows tokens to https hosts only.
 *
 * @implements {Middleware}
 */
class Authentication {
  #token;
  /** @type {Middleware | undefined} */
  #next;

  /** @param {string} token */
  constructor(token) {
    this.#token = token;
  }

  /** @param {Context} context */
  async execute(context) {
    const headers = new Headers(context.options?.headers);
    headers.set('Authorization', `Bearer ${this.#token}`);
    context.options = { ...context.options, headers };
    await this.#next?.execute(context);
  }

  /** @param {Middleware} next */
  setNext(next) {
    this.#next = next;
  }
}

/**
 * Microsoft Graph's client for our server, as an app sets it up.
 *
 * @param {string} baseUrl
 * @param {string} token
 */
export function clientOf(baseUrl, token) {
  const middleware = [new Authentication(token), new RetryHandler(), new HTTPMessageHandler()];
  return Client.initWithMiddleware({ baseUrl, middleware });
}

/**
 * What an app does with chats for its calls.
 *
 * @param {string} baseUrl
 * @param {string} token
 */
export function graphOf(baseUrl, token) {
  const client = clientOf(baseUrl, token);
  return {
    /** @param {Person[]} people @returns {Promise<string>} */
    async createChat(people) {
      const { id } = await client.api('/chats').post({ chatType: 'group', members: people.map(member) });
      return id;
    },
    /** @param {string} chat @param {Person} person @returns {Promise<string>} */
    async addMember(chat, person) {
      const { id } = await client.api(`/chats/${chat}/members`).post(member(person));
      return id;
    },
    /** @param {string} chat @param {string} membership */
    removeMember: (chat, membership) => client.api(`/chats/${chat}/members/${membership}`).delete(),
  };
}

/** @param {Person} person */
function member({ user }) {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: ['owner'],
    'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${user.microsoftTeamsUserId}')`,
  };
}
