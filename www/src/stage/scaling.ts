import type { ScalingMode } from '@azure/communication-calling';

/** A width and a height. */
export interface Size {
  width: number;
  height: number;
}

/** How much of a picture may be cut off before faces are. */
const MOST_CUT = 0.35;

/** `Crop`, as long as it leaves most of the picture to see; otherwise `Fit`. */
export function bestScaling(place: Size, picture: Size): ScalingMode {
  const [wanted, given] = [place.width / place.height, picture.width / picture.height];
  if (!Number.isFinite(wanted) || !Number.isFinite(given) || wanted <= 0 || given <= 0) return 'Crop';
  const shown = Math.min(wanted, given) / Math.max(wanted, given);
  return 1 - shown > MOST_CUT ? 'Fit' : 'Crop';
}
