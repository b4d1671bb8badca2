const { CallClient, Features } = require('@azure/communication-calling');
const { tellPageFacts } = require('./page-facts.mjs');

tellPageFacts(CallClient, Features);
