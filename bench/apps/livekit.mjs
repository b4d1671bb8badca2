import { Room, RoomEvent, createLocalTracks } from 'livekit-client';

globalThis.app = { Room, RoomEvent, createLocalTracks };

export const start = () => new Room();
