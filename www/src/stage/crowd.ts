import type { ScalingMode } from '@azure/communication-calling';
import { arrange } from '../dom';
import type { Box } from './layout';
import type { Face } from './tiles';
import { Tile } from './tiles';

/** The tiles of everybody else. Each stays with its person for as long as they are shown. */
export class Crowd {
  private tiles = new Map<string, Tile>();

  constructor(
    private readonly element: HTMLElement,
    private readonly changed: () => void,
  ) {}

  /** Shows these, in this order. */
  update(faces: Face[]): void {
    const before = this.tiles;
    this.tiles = new Map(faces.map((face) => [face.person.id, before.get(face.person.id) ?? this.tile()]));
    for (const [id, tile] of before) if (!this.tiles.has(id)) tile.clear();
    faces.forEach((face) => this.tiles.get(face.person.id)?.update(face));
    const tiles = [...this.tiles.values()];
    arrange(
      this.element,
      tiles.map(({ element }) => element),
    );
  }

  /** Puts them there, in their order. Those without a place are not shown. */
  place(boxes: Box[]): void {
    [...this.tiles.values()].forEach((tile, at) => tile.place(boxes[at], at));
  }

  /** How the pictures fit; `undefined` while there is none. */
  get scaling(): ScalingMode | undefined {
    const shown = [...this.tiles.values()].map(({ video }) => video.scaling);
    return shown.find((scaling) => scaling !== undefined);
  }

  /** Scales all pictures so, or each as it fits best. */
  setScaling(wanted: ScalingMode | undefined): void {
    for (const { video } of this.tiles.values()) video.setScaling(wanted);
  }

  private tile(): Tile {
    return new Tile('remote', this.changed);
  }
}
