// What the SDK does already and its declarations do not say yet. An addition goes once they say it.
import type { AudioDeviceInfo, CollectionUpdatedEvent, VideoDeviceInfo } from '@azure/communication-calling';

declare module '@azure/communication-calling' {
  interface CallCommon {
    /** Whether the others are silenced here. */
    readonly isIncomingAudioMuted: boolean;
    /** Silences the others, here alone. */
    muteIncomingAudio(): Promise<void>;
    /** Lets them be heard again. */
    unmuteIncomingAudio(): Promise<void>;
  }

  interface LocalVideoStream {
    /** Takes another camera, also for the call and the views that use it now. */
    switchSource(source: VideoDeviceInfo): Promise<void>;
  }

  interface DeviceManager {
    on(event: 'videoDevicesUpdated', listener: CollectionUpdatedEvent<VideoDeviceInfo>): void;
    on(event: 'audioDevicesUpdated', listener: CollectionUpdatedEvent<AudioDeviceInfo>): void;
    on(event: 'selectedMicrophoneChanged' | 'selectedSpeakerChanged', listener: () => void): void;
    off(event: 'videoDevicesUpdated', listener: CollectionUpdatedEvent<VideoDeviceInfo>): void;
    off(event: 'audioDevicesUpdated', listener: CollectionUpdatedEvent<AudioDeviceInfo>): void;
    off(event: 'selectedMicrophoneChanged' | 'selectedSpeakerChanged', listener: () => void): void;
  }
}
