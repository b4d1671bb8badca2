// The statistics of a call: what comes when, and that it is what a call looks like.

import assert from 'node:assert/strict';

import { PAIRS } from './support/casts.mjs';
import { scene } from './support/scene.mjs';
import { pause, waitFor } from './support/wait.mjs';

/** @typedef {import('./support/person.mjs').Person} Person */

scene('a video call is measured each second, and summed up, until it ends', {}, measured, PAIRS);
scene('a collector reports only while it is wanted', {}, wanted);

/** @param {import('./support/scene.mjs').Scene} scene */
async function measured(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  for (const person of [alice, bob]) await person.page.evaluate(() => app.startVideo());
  for (const person of [alice, bob]) {
    await person.event('stream', 'isAvailableChanged', ({ isAvailable }) => isAvailable);
    await person.page.evaluate(() => app.showRemote());
  }
  await Promise.all([collect(alice), collect(bob)]);
  for (const person of [alice, bob]) {
    await callIsMeasured(person);
    await waitFor(`a summary at ${person.name}'s`, async () => (await collected(person)).summaries.length > 0);
    await samplesComeEachSecond(person);
    await summaryIsThatOfItsSamples(person);
  }
  await alice.hangUp();
  await bob.ended();
  for (const person of [alice, bob]) await nothingComesAnyMore(person);
}

/** @param {import('./support/scene.mjs').Scene} scene */
async function wanted(scene) {
  const [alice, bob] = await scene.visitors('Alice', 'Bob');
  await scene.connect(alice, bob);
  await alice.page.evaluate(countReads);
  await nobodyReads(alice);
  await collect(alice);
  await somebodyReads(alice);
  await alice.page.evaluate(() => app.collected.stop());
  await nobodyReads(alice);
  await collect(alice);
  await somebodyReads(alice);
  await alice.page.evaluate(() => app.call.feature(app.calling.Features.MediaStats).dispose());
  await nobodyReads(alice);
}

/** Collects from now on, two samples to a data point and two data points to a summary. @param {Person} person */
async function collect(person) {
  await person.page.evaluate(() => {
    const feature = app.call.feature(app.calling.Features.MediaStats);
    const collector = feature.createCollector({ aggregationInterval: 2, dataPointsPerAggregation: 2 });
    /** @type {any[]} */
    const samples = [];
    /** @type {any[]} */
    const summaries = [];
    const onSample = (/** @type {any} */ sample) => samples.push({ at: performance.now(), ...sample });
    const onSummary = (/** @type {any} */ summary) => summaries.push({ at: performance.now(), ...summary });
    collector.on('sampleReported', onSample);
    collector.on('summaryReported', onSummary);
    const stop = () => {
      collector.off('sampleReported', onSample);
      collector.off('summaryReported', onSummary);
    };
    app.collected = { samples, summaries, stop };
  });
}

/** @param {Person} person */
function collected(person) {
  return person.page.evaluate(() => ({ samples: app.collected.samples, summaries: app.collected.summaries }));
}

/** Both ways audio and video, with what every browser knows of them. @param {Person} person */
async function callIsMeasured(person) {
  const sample = await waitFor(`all four streams at ${person.name}'s`, async () => {
    const { samples } = await collected(person);
    return samples.find((/** @type {any} */ { audio, video }) =>
      [audio.send, audio.receive, video.send, video.receive].every(([stream]) => stream?.bitrate > 0),
    );
  });
  const [sent, received, camera, picture] = [
    only(sample.audio.send),
    only(sample.audio.receive),
    only(sample.video.send),
    only(sample.video.receive),
  ];
  for (const audio of [sent, received]) {
    assert.equal(audio.codecName, 'OPUS');
    between(5_000, audio.bitrate, 600_000, 'bits of audio');
    between(20, audio.packetsPerSecond, 150, 'packets of audio');
  }
  for (const video of [camera, picture]) {
    assert.match(video.codecName, /^(VP8|VP9|H264|AV1)$/);
    between(10_000, video.bitrate, 20_000_000, 'bits of video');
  }
  between(1, received.audioOutputLevel, 65536, 'how loud it is');
  between(0, received.healedRatio, 1, 'what was healed');
  between(0, received.jitterBufferDelayInMs, 2000, 'what waits to be heard');
  between(1, picture.frameRateDecoded, 65, 'frames');
  between(1, camera.frameRateSent, 65, 'frames that are sent');
  const transport = only(sample.transports);
  assert.equal(transport.id, sent.transportId);
  between(0, transport.rttInMs, 5000, 'the way there and back');
  assert.deepEqual(sample.screenShare, { send: [], receive: [] });
  await pictureIsTheOneThatIsShown(person, picture);
}

/**
 * @param {Person} person
 * @param {any} picture
 */
async function pictureIsTheOneThatIsShown(person, picture) {
  const shown = await person.page.evaluate(() => ({
    id: app.call.remoteParticipants[0].videoStreams[0].id,
    width: app.view.target.querySelector('video').videoWidth,
  }));
  assert.equal(picture.streamId, shown.id);
  between(160, picture.frameWidthReceived, 1920, 'pixels');
  // A sender may have begun with another size.
  await waitFor('the size of the picture that is shown', async () => {
    const { samples } = await collected(person);
    return samples.at(-1)?.video.receive[0].frameWidthReceived === shown.width;
  });
}

/** @param {Person} person */
async function samplesComeEachSecond(person) {
  const { samples } = await collected(person);
  assert.ok(samples.length >= 4, 'as many samples as a summary has');
  const rate = (samples.at(-1).at - samples[0].at) / (samples.length - 1);
  between(950, rate, 1500, 'milliseconds from one sample to the next');
}

/** @param {Person} person */
async function summaryIsThatOfItsSamples(person) {
  const { samples, summaries } = await collected(person);
  const [summary] = summaries;
  const summed = samples.slice(0, 4);
  between(summed[3].at, summary.at, samples[4]?.at ?? Infinity, 'the time of the summary');
  const values = summed.flatMap((/** @type {any} */ { audio }) => audio.send[0]?.packets ?? []);
  const { raw, aggregation } = only(summary.audio.send).packets;
  assert.deepEqual(raw, values);
  assert.equal(sum(aggregation.count), values.length);
  assert.equal(sum(aggregation.sum), sum(values));
  assert.equal(Math.max(...aggregation.max), Math.max(...values));
  assert.equal(Math.min(...aggregation.min), Math.min(...values));
}

/** @param {Person} person */
async function nothingComesAnyMore(person) {
  const before = await collected(person);
  await pause(2500);
  assert.equal(
    (await collected(person)).samples.length,
    before.samples.length,
    `samples at ${person.name}'s after the end`,
  );
}

/** Runs in the page. */
function countReads() {
  const { getStats } = RTCPeerConnection.prototype;
  /** @type {any} */ (globalThis).reads = 0;
  RTCPeerConnection.prototype.getStats = function () {
    /** @type {any} */ (globalThis).reads++;
    return Reflect.apply(getStats, this, []);
  };
}

/** @param {Person} person */
function reads(person) {
  return person.page.evaluate(() => /** @type {number} */ (/** @type {any} */ (globalThis).reads));
}

/** How many reports the browser is asked for in six seconds, by what begins now. @param {Person} person */
async function readsInSixSeconds(person) {
  // What is under way may end.
  await pause(1500);
  const before = await reads(person);
  await pause(6000);
  return (await reads(person)) - before;
}

/** One each second, beside those of the diagnostics. @param {Person} person */
async function somebodyReads(person) {
  const read = await readsInSixSeconds(person);
  assert.ok(read >= 7, `${read} reports`);
}

/** Those of the diagnostics, every two seconds. @param {Person} person */
async function nobodyReads(person) {
  const read = await readsInSixSeconds(person);
  assert.ok(read <= 4, `${read} reports, some of which nobody wants`);
}

/** @param {any[]} list */
function only(list) {
  assert.equal(list.length, 1);
  return list[0];
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * @param {number} least
 * @param {number} value
 * @param {number} most
 * @param {string} what
 */
function between(least, value, most, what) {
  assert.ok(value >= least && value <= most, `${what}: ${value}`);
}
