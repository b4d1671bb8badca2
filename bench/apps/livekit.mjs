import { Room, RoomEvent, createLocalTracks } from 'livekit-client';

/** What an app works with beside the first object. */
export const used = { RoomEvent, createLocalTracks };

export const start = () => new Room();
