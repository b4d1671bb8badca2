/**
 * What ours says differently from theirs, and why. Everything else that ours declares is the same.
 *
 * @type {Record<string, string>}
 */
export const differences = {
  TeamsIncomingCallEvent: 'their types name the key incomingCall, their guides teamsIncomingCall: ours gives both',
  'TeamsCallAgent.startCall': 'groups and phones come later',
  'CallEndReason.message': 'their guides show it, their types do not have it',
  'CallEndReason.resultCategories': 'their guides show it, their types do not have it',
  'CommunicationServicesError.resultCategories': 'their guides show it, their types do not have it',
};
