import calling = require('@azure/communication-calling');

export const client: calling.CallClient = new calling.CallClient();
// @ts-expect-error these are types, and not "any"
export const wrong: number = new calling.CallClient();
