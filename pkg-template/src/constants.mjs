/**
 * Extensions of calls, clients and streams. Rust knows a factory by its own property `feature`; the class that an app may read
 * from it is a name tag, nothing constructs it.
 */
export const Features = Object.freeze({
  Capabilities: factory('Capabilities', 'callApiCtor'),
  DebugInfo: factory('DebugInfo', 'callClientApiCtor'),
  DominantSpeakers: factory('DominantSpeakers', 'callApiCtor'),
  MediaStats: factory('MediaStats', 'callApiCtor'),
  OptimalVideoCount: factory('OptimalVideoCount', 'callApiCtor'),
  UserFacingDiagnostics: factory('UserFacingDiagnostics', 'callApiCtor'),
  VideoEffects: factory('VideoEffects', 'videoStreamApiCtor'),
});

/**
 * @param {string} feature
 * @param {string} role what the classes of such features are called in their factories
 */
function factory(feature, role) {
  const constructor = function () {
    throw new TypeError(`Use feature(Features.${feature}) of the object that has it`);
  };
  Object.defineProperty(constructor, 'name', { value: `${feature}Feature` });
  return Object.freeze({ feature, [role]: constructor });
}

export const CallKind = named('Call', 'TeamsCall');
export const IncomingCallKind = named('IncomingCall', 'TeamsIncomingCall');
export const CallAgentKind = named('CallAgent', 'TeamsCallAgent');
export const DiagnosticQuality = numbered('Good', 'Poor', 'Bad');

/**
 * An enum whose values are its names.
 *
 * @param {string[]} names
 */
function named(...names) {
  return Object.freeze(Object.fromEntries(names.map((name) => [name, name])));
}

/**
 * An enum that counts from 1, and leads from number to name too, as numeric enums of TypeScript do.
 *
 * @param {string[]} names
 */
function numbered(...names) {
  return Object.freeze(
    Object.fromEntries(
      names.flatMap((name, i) => [
        [name, i + 1],
        [i + 1, name],
      ]),
    ),
  );
}
