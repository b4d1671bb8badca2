import {
  CallClient,
  DiagnosticQuality,
  Features,
  LocalVideoStream,
  VideoStreamRenderer,
} from '@azure/communication-calling';
import type { DeviceManager, TeamsCall, TeamsCallAgent } from '@azure/communication-calling';

export async function devices(client: CallClient): Promise<DeviceManager> {
  return client.getDeviceManager();
}

export function first(agent: TeamsCallAgent): TeamsCall | undefined {
  const quality: number = DiagnosticQuality.Bad;
  console.log(quality, Features.DebugInfo, Features.UserFacingDiagnostics, LocalVideoStream, VideoStreamRenderer);
  return agent.calls[0];
}

// @ts-expect-error these are types, and not "any"
export const wrong: number = new CallClient();
