/**
 * What ours says differently from theirs, and why. Everything else that ours declares is the same.
 *
 * @type {Record<string, string>}
 */
export const differences = {
  TeamsIncomingCallEvent: 'their types name the key incomingCall, their guides teamsIncomingCall: ours gives both',
  'TeamsCallAgent.startCall': 'phones and apps come later',
  'CallAgent.startCall': 'phones and apps come later',
  'CallAgent.join': 'meetings and rooms come later',
  'TeamsCall.addParticipant': 'phones and apps come later',
  'TeamsCall.removeParticipant': 'communication users can be in such a call, too',
  'Call.addParticipant': 'phones come later',
  'CallEndReason.message': 'their guides show it, their types do not have it',
  'CallEndReason.resultCategories': 'their guides show it, their types do not have it',
  'CommunicationServicesError.resultCategories': 'their guides show it, their types do not have it',
};
