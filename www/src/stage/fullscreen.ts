/** Shows an element on the full screen, or no longer. Where the browser refuses, all stays as it is. */
export async function toggleFullScreen(element: HTMLElement): Promise<void> {
  const change = document.fullscreenElement === element ? document.exitFullscreen() : element.requestFullscreen();
  await change.catch(() => undefined);
}

/** Leaves the full screen, if it is this element's. */
export function leaveFullScreen(element: HTMLElement): void {
  if (document.fullscreenElement === element) void document.exitFullscreen().catch(() => undefined);
}
