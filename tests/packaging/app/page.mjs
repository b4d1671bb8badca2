import { CallClient, Features } from '@azure/communication-calling';
import { tellPageFacts } from './page-facts.mjs';

await tellPageFacts(CallClient, Features);
