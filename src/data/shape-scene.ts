import type { Random } from "../core/random.ts";
import type { Distance } from "./shape-distances.ts";

/** Pixels a side. */
export const imageSide = 16;

type Colour = readonly [red: number, green: number, blue: number];

/**
 * Everything that decides one image before noise. Lengths are in units of the image's side, y points down, angles are
 * in radians.
 */
export interface Scene {
  readonly background: Colour;
  readonly foreground: Colour;
  /** How much each channel of the background changes from one side to the other, along `light`. */
  readonly gradient: Colour;
  readonly light: number;
  readonly stripes: {
    readonly amplitude: number;
    readonly frequency: number;
    readonly angle: number;
    readonly phase: number;
  };
  /** An ellipse under the shape that a classifier must learn to ignore. */
  readonly clutter: {
    readonly colour: Colour;
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly elongation: number;
    readonly angle: number;
  };
  readonly shape: { readonly x: number; readonly y: number; readonly radius: number; readonly angle: number };
}

/** Mean brightness by which the shape must exceed the background. */
export const leastContrast = 0.25;

export function drawScene(random: Random): Scene {
  const { background, foreground } = drawColours(random);
  const radius = random.uniform(0.27, 0.4);
  const reach = 0.5 - radius;
  return {
    background,
    foreground,
    gradient: [random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2)],
    light: random.uniform(0, 2 * Math.PI),
    stripes: {
      amplitude: random.uniform(0, 0.06),
      frequency: random.uniform(3, 8),
      angle: random.uniform(0, 2 * Math.PI),
      phase: random.uniform(0, 2 * Math.PI),
    },
    clutter: {
      colour: drawColour(random),
      x: random.uniform(),
      y: random.uniform(),
      radius: random.uniform(0.05, 0.11),
      elongation: random.uniform(1, 3),
      angle: random.uniform(0, Math.PI),
    },
    shape: {
      x: random.uniform(0.5 - reach, 0.5 + reach),
      y: random.uniform(0.5 - reach, 0.5 + reach),
      radius,
      angle: random.uniform(-0.25, 0.25),
    },
  };
}

function drawColours(random: Random): { background: Colour; foreground: Colour } {
  for (;;) {
    const background = drawColour(random);
    const foreground = drawColour(random);
    if (brightness(foreground) - brightness(background) >= leastContrast) return { background, foreground };
  }
}

function drawColour(random: Random): Colour {
  return [random.uniform(), random.uniform(), random.uniform()];
}

function brightness([red, green, blue]: Colour): number {
  return (red + green + blue) / 3;
}

/**
 * Paints the scene into `image` ([16, 16, 3] from `offset` on, zero before), averaging 2 × 2 samples a pixel; values
 * may leave [0, 1]. One loop over plain numbers: five thousand images are painted while a reader waits.
 * @param mask where wanted, [16, 16], zero before: how much of each pixel the shape covers
 */
export function paintScene(
  scene: Scene,
  distance: Distance,
  image: Float32Array,
  offset: number,
  mask?: Float32Array,
): void {
  const { background, foreground, gradient, clutter, shape } = scene;
  const wave = waves(scene.stripes);
  const clutterDistance = ellipseDistance(clutter);
  const lightX = Math.cos(scene.light);
  const lightY = Math.sin(scene.light);
  const axisX = Math.cos(shape.angle) / shape.radius;
  const axisY = Math.sin(shape.angle) / shape.radius;
  const samples = 2 * imageSide;

  for (let row = 0; row < samples; row++) {
    const y = (row + 0.5) / samples;
    for (let column = 0; column < samples; column++) {
      const x = (column + 0.5) / samples;
      const fromX = x - shape.x;
      const fromY = y - shape.y;
      const shapeDistance = shape.radius * distance(fromX * axisX + fromY * axisY, fromY * axisX - fromX * axisY);
      const sheen = 1 + (0.3 * (fromX * lightX + fromY * lightY)) / shape.radius;
      const shade = (x - 0.5) * lightX + (y - 0.5) * lightY;
      const stripe = wave(x, y);
      const clutterCover = coverage(clutterDistance(x, y));
      const shapeCover = coverage(shapeDistance);

      const pixel = (row >> 1) * imageSide + (column >> 1);
      if (mask !== undefined) mask[pixel] = (mask[pixel] as number) + shapeCover / 4;
      const at = offset + 3 * pixel;
      for (let channel = 0; channel < 3; channel++) {
        let value = (background[channel] as number) + (gradient[channel] as number) * shade + stripe;
        value += clutterCover * ((clutter.colour[channel] as number) - value);
        value += shapeCover * ((foreground[channel] as number) * sheen - value);
        image[at + channel] = (image[at + channel] as number) + value / 4;
      }
    }
  }
}

function waves({ amplitude, frequency, angle, phase }: Scene["stripes"]): (x: number, y: number) => number {
  const alongX = 2 * Math.PI * frequency * Math.cos(angle);
  const alongY = 2 * Math.PI * frequency * Math.sin(angle);
  return (x, y) => amplitude * Math.sin(alongX * x + alongY * y + phase);
}

function ellipseDistance({
  x: centreX,
  y: centreY,
  radius,
  elongation,
  angle,
}: Scene["clutter"]): (x: number, y: number) => number {
  const axisX = Math.cos(angle);
  const axisY = Math.sin(angle);
  return (x, y) => {
    const along = ((x - centreX) * axisX + (y - centreY) * axisY) / elongation;
    const across = (y - centreY) * axisX - (x - centreX) * axisY;
    return Math.sqrt(along * along + across * across) - radius;
  };
}

/** How much of a sample lies within an outline at this signed distance: the edge is one pixel wide. */
function coverage(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance * imageSide));
}
