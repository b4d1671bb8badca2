import('./facts.mjs').then(({ tellFacts }) => tellFacts(() => require('@azure/communication-calling')));
