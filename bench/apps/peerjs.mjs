import { Peer } from 'peerjs';

export const start = () => new Peer('nobody', { host: location.hostname, port: Number(location.port) });
