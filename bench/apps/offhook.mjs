import { CallClient, Features, LocalVideoStream, VideoStreamRenderer } from '@azure/communication-calling';

/** What an app works with beside the first object. */
export const used = { Features, LocalVideoStream, VideoStreamRenderer };

export const start = () => new CallClient();
