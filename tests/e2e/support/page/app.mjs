// The app that the tests' page is: uses the package as any app does, and writes down what it is told.

import * as calling from '@azure/communication-calling';
import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { AzureLogger, setLogLevel } from '@azure/logger';

import { GapWatch } from './gaps.mjs';
import { painting, pixels, received, receivedByPeer } from './media.mjs';
import { PeerWatch } from './peers.mjs';
import { Recorder } from './record.mjs';

/** One signed-in user and the latest of everything that the tests ask for. */
export class App {
  calling = calling;
  AzureCommunicationTokenCredential = AzureCommunicationTokenCredential;
  AzureLogger = AzureLogger;
  setLogLevel = setLogLevel;
  received = received;
  receivedByPeer = receivedByPeer;
  pixels = pixels;
  painting = painting;
  recorder = new Recorder();
  peerWatch = new PeerWatch();
  gapWatch = new GapWatch();
  /** @type {calling.CallClient | undefined} */
  client;
  /** @type {any} */
  agent;
  /** @type {any} */
  call;
  /** @type {any} */
  incomingCall;
  /** @type {any} */
  view;
  /** What a redirected log was given. @type {string[]} */
  lines = [];
  /** For pages with more than one agent. @type {any[]} */
  agents = [];
  /** Of classes that the package does not export. @type {any[]} */
  prototypes = [];
  /** What a statistics collector reported. @type {any} */
  collected;
  /** A stream of a camera that was listed earlier. @type {any} */
  remembered;
  /** Cameras with a view. @type {WeakSet<any>} */
  shown = new WeakSet();
  /** What the app has opened itself. @type {MediaStream | undefined} */
  own;

  /**
   * @param {string} token
   * @param {any} [options]
   */
  async signIn(token, options) {
    await this.signInWith(this.credential(token), options);
  }

  /**
   * @param {any} credential
   * @param {any} [options]
   */
  async signInWith(credential, options) {
    this.client ??= new calling.CallClient();
    this.take(await this.client.createTeamsCallAgent(credential, options));
  }

  /**
   * @param {string} token
   * @param {any} [options]
   */
  async signInAsCommunicationUser(token, options) {
    this.client ??= new calling.CallClient();
    this.take(await this.client.createCallAgent(this.credential(token), options));
  }

  /** @param {any} agent */
  take(agent) {
    this.agent = agent;
    this.recorder.watch('agent', this.agent);
    this.agent.on('incomingCall', (/** @type {any} */ { incomingCall }) => {
      this.incomingCall = incomingCall;
      this.recorder.watch('incomingCall', incomingCall);
    });
    this.agent.on('callsUpdated', (/** @type {any} */ { added }) =>
      added.forEach((/** @type {any} */ call) => this.watch(call)),
    );
    this.recorder.note('app', 'signedIn', { connectionState: this.agent.connectionState });
  }

  /** @param {string} token */
  credential(token) {
    return new AzureCommunicationTokenCredential(token);
  }

  /**
   * @param {any} callee
   * @param {any} [options]
   */
  startCall(callee, options) {
    this.call = this.agent.startCall(callee, options);
    this.recorder.note('app', 'startCall', { state: this.call.state, id: this.call.id });
  }

  /**
   * @param {string} groupId
   * @param {any} [options]
   */
  join(groupId, options) {
    this.call = this.agent.join({ groupId }, options);
  }

  /** @param {any} [options] */
  async accept(options) {
    const { incomingCall } = this;
    this.call = await incomingCall.accept(options);
    this.recorder.note('app', 'accepted', { state: this.call.state, isSameId: this.call.id === incomingCall.id });
  }

  /** A camera's stream. Firefox lists no camera before the page has opened one, even where the user allows them all. */
  async camera() {
    const devices = await /** @type {calling.CallClient} */ (this.client).getDeviceManager();
    await devices.askDevicePermission({ audio: false, video: true });
    const [camera] = await devices.getCameras();
    if (!camera) throw new Error('the browser lists no camera');
    return new calling.LocalVideoStream(camera);
  }

  /** Another one in the call. @param {any} user their identifier */
  participant(user) {
    const is = (/** @type {any} */ { identifier }) => Object.entries(user).every(([key, id]) => identifier[key] === id);
    return this.call.remoteParticipants.find(is);
  }

  /** Another one's stream of a kind. @param {any} user @param {string} kind */
  stream(user, kind) {
    return this.participant(user)?.videoStreams.find((/** @type {any} */ stream) => stream.mediaStreamType === kind);
  }

  /** Sends the camera. */
  async startVideo() {
    await this.call.startVideo(await this.camera());
  }

  /** Sends it no longer. */
  async stopVideo() {
    await this.call.stopVideo(this.call.localVideoStreams[0]);
  }

  /** Shows the other side's camera. */
  async showRemote() {
    await this.show(this.call.remoteParticipants[0].videoStreams[0]);
  }

  /**
   * @param {any} stream
   * @param {{ width: number, height: number }} [size] of its place in the page, in CSS pixels
   */
  async show(stream, size) {
    this.view = await new calling.VideoStreamRenderer(stream).createView();
    const place = document.createElement('div');
    if (size) Object.assign(place.style, { width: `${size.width}px`, height: `${size.height}px` });
    place.append(this.view.target);
    document.body.append(place);
  }

  /** Shows the cameras of everybody else that it does not show yet, each in a place of its own. @param {{ width: number, height: number }} size */
  async showAll(size) {
    const cameras = this.call.remoteParticipants.map((/** @type {any} */ { videoStreams }) => videoStreams[0]);
    const added = cameras.filter((/** @type {any} */ camera) => !this.shown.has(camera));
    added.forEach((/** @type {any} */ camera) => this.shown.add(camera));
    // On a busy machine a first frame may take longer than a view waits.
    const patiently = (/** @type {any} */ camera) => this.show(camera, size).catch(() => this.show(camera, size));
    await Promise.all(added.map(patiently));
  }

  /**
   * What a method failed with; an error if it did not.
   *
   * @param {() => unknown} method
   */
  async failure(method) {
    return Promise.resolve().then(method).then(notFailed, shown);
  }

  /** @param {any} call */
  watch(call) {
    this.recorder.watch('call', call);
    const diagnostics = call.feature(calling.Features.UserFacingDiagnostics);
    this.recorder.watch('network', diagnostics.network);
    this.recorder.watch('media', diagnostics.media);
    forEachNow(call, 'remoteParticipants', 'remoteParticipantsUpdated', (participant) => {
      this.recorder.watch('participant', participant);
      forEachNow(participant, 'videoStreams', 'videoStreamsUpdated', (stream) => this.recorder.watch('stream', stream));
    });
  }
}

/**
 * @param {any} object
 * @param {string} collection
 * @param {string} event
 * @param {(item: any) => void} work
 */
function forEachNow(object, collection, event, work) {
  object[collection].forEach(work);
  object.on(event, (/** @type {any} */ { added }) => added.forEach(work));
}

/** @param {unknown} value */
function notFailed(value) {
  throw new Error(`it did not fail, but gave ${String(value)}`);
}

/**
 * An error as plain data.
 *
 * @typedef {object} Failure
 * @property {boolean} isError
 * @property {string} name
 * @property {number} code
 * @property {number} subCode
 * @property {string} message
 * @property {string[]} resultCategories
 */

/** @param {any} error @returns {Failure} */
function shown(error) {
  const { name, code, subCode, message, resultCategories } = error;
  return { isError: error instanceof Error, name, code, subCode, message, resultCategories };
}

globalThis.app = new App();
