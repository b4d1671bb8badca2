import * as sdk from '@azure/communication-calling';
import { tellFacts } from './facts.mjs';

await tellFacts(() => sdk);
