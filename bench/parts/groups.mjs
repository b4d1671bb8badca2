// Calls of many.

import { measureGaps } from './groups/gaps.mjs';
import { measureJoins } from './groups/joins.mjs';

/** @typedef {import('../support/report.mjs').Table} Table */

export const title = 'Groups';

export const how = `Communication users in pages of one Chromium, whose clocks are one (\`performance.timeOrigin\`), on loopback, with fake microphones and without
cameras. Members have met by \`join({ groupId })\`; the one who is added accepts at once and is not muted.

- *To the first audio* is until the first frame that comes out of received RTP packets at who was added or called, which is that of who adds or calls.
  The one-to-one call takes turns with the others, in the same pages. Of the members only the one who adds is not muted: eight people who all
  speak take nearly three cores for nothing but their sound, which they would have each on a machine of their own.
- *Signaling* is counted at the pages' WebSockets, from \`addParticipant\` until everybody is connected and nothing has been said for a second: text
  before compression, up what a page sends. Each peer connection has its descriptions and candidates, of which there are as many as the machine has networks.
- *Gaps* are of a call of six, of whom one goes and the five others are listened to, two of whom are not muted, so 8 pairs. Every 20 ms each page looks how
  old the newest packet is that it has played (\`RTCRtpReceiver.getSynchronizationSources()\`); the greatest age is the window's longest gap, of which one
  packet's length, 20 ms, is none. Who goes has a browser of their own, which is killed by SIGKILL; \`call.loss_timeout\` is 5 s, so that all that follows
  lies within the window. Windows of a call that is left alone lie between those in which something happens. p is that of a two-sided
  Mann-Whitney U test (normal approximation, corrected for ties) beside the windows left alone: over all pairs, which are not independent in one
  window as they share a machine, and over the greatest of each window.
`;

/** @returns {Promise<Table[]>} */
export async function measure() {
  return [...(await measureJoins()), ...(await measureGaps())];
}
