/** Draws events and names over the basemap, on one canvas: groups as rings, towns and buildings as marks, districts and provinces as soft discs. */
import { FAMILY_ORDER, LOOKS } from "../families.js";
import { type Cluster, clusterRadius, type PointColumns } from "./cluster.js";
import { kilometre, worldSize } from "./mercator.js";

/** Colours of the page that the canvas needs. */
export type Ink = {
  readonly scheme: "light" | "dark";
  readonly surface: string;
  readonly text: string;
  readonly soft: string;
  readonly halo: string;
  readonly accent: string;
};

/** What part of the world is seen: its middle (Mercator, 0..1), zoom, size in pixels. */
export type View = {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
};

/** Something that was drawn and can be pointed at. */
export type Target = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly cluster: Cluster;
};

const SHAPES = FAMILY_ORDER.map((family) => LOOKS[family].shape);
let shapes: readonly Path2D[] | null = null;

/** How far from its point an event may be, in kilometres, by the precision of its place: near a town, a district, a province. */
const REACH: Readonly<Record<number, number>> = { 2: 8, 3: 20, 4: 60 };
const DISC = { least: 10, most: 90 };

const colourOf = (family: number, { scheme, soft }: Ink): string =>
  FAMILY_ORDER[family] === undefined ? soft : LOOKS[FAMILY_ORDER[family]][scheme];

/** Draws a lone event, and answers the radius to point at. */
function drawOne(
  pen: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  points: PointColumns,
  row: number,
  pixelsPerKm: number,
  ink: Ink,
): number {
  const family = points.family[row]!;
  const seen = points.seen[row] === 1;
  const colour = colourOf(family, ink);
  const reach = REACH[points.precision[row]!];
  if (reach !== undefined) {
    const radius = Math.max(DISC.least, Math.min(DISC.most, reach * pixelsPerKm));
    pen.beginPath();
    pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    pen.globalAlpha = 0.22;
    pen.fillStyle = colour;
    if (seen) pen.fill();
    pen.globalAlpha = 0.75;
    pen.setLineDash([3, 3]);
    pen.lineWidth = 1;
    pen.strokeStyle = colour;
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
    return radius;
  }
  shapes ??= SHAPES.map((shape) => new Path2D(shape));
  const size = 5.5;
  pen.save();
  pen.translate(at.x, at.y);
  pen.scale(size, size);
  const shape = shapes[family] ?? shapes[0]!;
  pen.lineWidth = 3 / size;
  pen.strokeStyle = ink.surface;
  pen.stroke(shape);
  pen.fillStyle = seen ? colour : ink.surface;
  pen.fill(shape);
  if (!seen) {
    pen.lineWidth = 1.5 / size;
    pen.strokeStyle = colour;
    pen.stroke(shape);
  }
  pen.restore();
  return size + 3;
}

function drawGroup(
  pen: CanvasRenderingContext2D,
  at: { x: number; y: number },
  group: Cluster,
  label: string,
  ink: Ink,
) {
  const radius = clusterRadius(group.count);
  const ring = radius < 14 ? 3 : 4;
  pen.beginPath();
  pen.arc(at.x, at.y, radius + 1.5, 0, 2 * Math.PI);
  pen.fillStyle = ink.surface;
  pen.fill();
  let from = -Math.PI / 2;
  pen.lineWidth = ring;
  group.families.forEach((count, family) => {
    if (count === 0) return;
    const to = from + (count / group.count) * 2 * Math.PI;
    pen.beginPath();
    pen.arc(at.x, at.y, radius - ring / 2, from, to);
    pen.strokeStyle = colourOf(family, ink);
    pen.stroke();
    from = to;
  });
  // What was not seen: a broken line outside the ring, as long as its share.
  if (group.unseen > 0) {
    pen.beginPath();
    pen.arc(
      at.x,
      at.y,
      radius + 2.5,
      -Math.PI / 2,
      -Math.PI / 2 + (group.unseen / group.count) * 2 * Math.PI,
    );
    pen.setLineDash([2, 2]);
    pen.lineWidth = 1.5;
    pen.strokeStyle = ink.soft;
    pen.stroke();
    pen.setLineDash([]);
  }
  pen.fillStyle = ink.text;
  pen.font = `600 ${radius < 14 ? 10 : 11}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(label, at.x, at.y + 0.5);
  return radius + 2;
}

export type Town = readonly [name: string, x: number, y: number, rank: number];
/** The zoom from which towns of a rank are named: capitals, over three million, over a million, over 300,000, smaller. */
const NAMED_FROM = [3.2, 3.6, 4.6, 5.8, 7];

const MOST_NAMES = 120;

/** Names towns, the larger first, where they do not run into each other. */
function drawNames(
  pen: CanvasRenderingContext2D,
  { towns, groups }: Pick<Picture, "towns" | "groups">,
  view: View,
  ink: Ink,
): void {
  const size = worldSize(view.zoom);
  const taken = groups.map(({ x, y, count }) => {
    const [px, py, reach] = [
      (x - view.x) * size + view.width / 2,
      (y - view.y) * size + view.height / 2,
      clusterRadius(count) + 2,
    ];
    return { left: px - reach, right: px + reach, top: py - reach, bottom: py + reach };
  });
  let named = 0;
  pen.textBaseline = "middle";
  pen.textAlign = "start";
  pen.lineJoin = "round";
  for (const [name, tx, ty, rank] of towns) {
    if (view.zoom < NAMED_FROM[rank]!) continue;
    const x = (tx - view.x) * size + view.width / 2;
    const y = (ty - view.y) * size + view.height / 2;
    if (x < -80 || y < -10 || x > view.width + 20 || y > view.height + 10) continue;
    pen.font = `${rank === 0 ? 600 : 400} ${rank <= 1 ? 11.5 : 10.5}px system-ui, sans-serif`;
    const wide = pen.measureText(name).width;
    // To the right of its dot or to the left, then further away, then above or below.
    const box = [
      [x + 6, y],
      [x - 6 - wide, y],
      [x + 24, y],
      [x - 24 - wide, y],
      [x - wide / 2, y - 26],
      [x - wide / 2, y + 26],
    ]
      .map(([left = 0, middle = 0]) => ({
        left,
        right: left + wide,
        top: middle - 7,
        bottom: middle + 7,
        middle,
      }))
      .find(({ left, right, top, bottom }) =>
        taken.every((t) => left >= t.right || right <= t.left || top >= t.bottom || bottom <= t.top),
      );
    if (box === undefined) continue;
    named++;
    taken.push(box);
    pen.beginPath();
    pen.arc(x, y, rank === 0 ? 2 : 1.5, 0, 2 * Math.PI);
    pen.fillStyle = ink.soft;
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = ink.halo;
    pen.strokeText(name, box.left, box.middle);
    pen.fillText(name, box.left, box.middle);
    if (named >= MOST_NAMES) return;
  }
}

export type Picture = {
  readonly points: PointColumns;
  readonly groups: readonly Cluster[];
  readonly towns: readonly Town[];
  /** Where the open event is, if it has a point. */
  readonly chosen: { readonly x: number; readonly y: number } | null;
  readonly hovered: Cluster | null;
  readonly write: (count: number) => string;
};

/** Points come with four decimals of a degree, the open event with all of its own. */
const SLACK = 1e-6;

/** Draws everything anew and answers what can be pointed at, the uppermost last. */
export function paint(
  pen: CanvasRenderingContext2D,
  view: View,
  picture: Picture,
  ink: Ink,
): readonly Target[] {
  pen.clearRect(0, 0, view.width, view.height);
  drawNames(pen, picture, view, ink);
  const size = worldSize(view.zoom);
  const targets: Target[] = [];
  // Small ones last, so that no group hides them.
  for (const cluster of picture.groups) {
    const at = {
      x: (cluster.x - view.x) * size + view.width / 2,
      y: (cluster.y - view.y) * size + view.height / 2,
    };
    if (at.x < -100 || at.y < -100 || at.x > view.width + 100 || at.y > view.height + 100) continue;
    const radius =
      cluster.count === 1
        ? drawOne(pen, at, picture.points, cluster.first, kilometre(cluster.y) * size, ink)
        : drawGroup(pen, at, cluster, picture.write(cluster.count), ink);
    targets.push({ ...at, radius, cluster });
    if (cluster === picture.hovered) ringAround(pen, at, radius + 2, ink.text, 1);
  }
  const { chosen } = picture;
  if (chosen !== null) {
    // Around the group that it is in, so that the ring hides no number.
    const holder = targets.find(
      ({ cluster: { west, east, north, south } }) =>
        chosen.x >= west - SLACK &&
        chosen.x <= east + SLACK &&
        chosen.y >= north - SLACK &&
        chosen.y <= south + SLACK,
    );
    const at = holder ?? {
      x: (chosen.x - view.x) * size + view.width / 2,
      y: (chosen.y - view.y) * size + view.height / 2,
      radius: 10,
    };
    ringAround(pen, at, at.radius + 4, ink.surface, 5);
    ringAround(pen, at, at.radius + 4, ink.accent, 2.5);
  }
  return targets;
}

function ringAround(
  pen: CanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number },
  radius: number,
  colour: string,
  width: number,
): void {
  pen.beginPath();
  pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
}

/** What lies under a place: the uppermost target whose edge is at most `slack` pixels away. */
export function hit(targets: readonly Target[], x: number, y: number, slack = 3): Target | null {
  return (
    targets.findLast(
      (target) => Math.hypot(target.x - x, target.y - y) <= Math.min(target.radius, 26) + slack,
    ) ?? null
  );
}
