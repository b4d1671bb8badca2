// Run in the page of the app (app.mjs) as text, so they use nothing of this module.

/**
 * Two users in one page, so that one heap shows both sides.
 *
 * @param {string} caller
 * @param {string} callee
 */
export async function signInBoth(caller, callee) {
  /** @param {string} token */
  const agentOf = (token) => new app.calling.CallClient().createTeamsCallAgent(app.credential(token));
  app.agents = await Promise.all([agentOf(caller), agentOf(callee)]);
}

/**
 * Calls as an app makes them, with listeners that hold what they listen to.
 *
 * @param {{ microsoftTeamsUserId: string }} user
 * @param {number} count
 */
export async function makeCalls(user, count) {
  /** @param {any} call @param {string} state */
  const until = (call, state) =>
    new Promise((resolve) => {
      const check = () => call.state === state && resolve(call);
      call.on('stateChanged', check);
      check();
    });
  /** @param {any} agent */
  const incoming = (agent) =>
    new Promise((resolve) => {
      const listener = (/** @type {any} */ event) => {
        agent.off('incomingCall', listener);
        resolve(event.incomingCall);
      };
      agent.on('incomingCall', listener);
    });
  const [caller, callee] = app.agents;
  for (let made = 0; made < count; made++) {
    const rings = incoming(callee);
    const call = caller.startCall(user);
    const accepted = await (await rings).accept();
    await Promise.all([until(call, 'Connected'), until(accepted, 'Connected')]);
    app.prototypes = [call, call.remoteParticipants[0], await rings].map(Object.getPrototypeOf);
    await call.hangUp();
    await until(accepted, 'Disconnected');
  }
}
