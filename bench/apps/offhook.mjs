import { CallClient, Features, LocalVideoStream, VideoStreamRenderer } from '@azure/communication-calling';

globalThis.app = { CallClient, Features, LocalVideoStream, VideoStreamRenderer };

export const start = () => new CallClient();
