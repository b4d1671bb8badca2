// Run in a page as text, so they use nothing of this module. The two pages of a pair begin together and tell each other when they are
// ready, by a channel of the browser, since a question by the harness would take longer than what is measured.

/** Signs in when the caller begins, and accepts whatever rings. @param {any} login */
export function answerAtOnce(login) {
  const channel = new BroadcastChannel('bench');
  client.onRing = () => client.accept();
  channel.onmessage = async () => {
    await client.signIn(login);
    channel.postMessage('ready');
  };
}

/**
 * Signs in together with the callee, and calls when both are ready.
 *
 * @param {any} login
 * @param {any} other
 */
export function begin(login, other) {
  const channel = new BroadcastChannel('bench');
  const ready = new Promise((resolve) => (channel.onmessage = resolve));
  marks.set('begins');
  channel.postMessage('begin');
  void Promise.all([client.signIn(login), ready]).then(() => client.startCall(other));
}
