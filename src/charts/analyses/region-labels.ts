/** A place in a grid of classes, by row and column. */
export interface RegionPlace {
  readonly label: number;
  readonly row: number;
  readonly column: number;
}

/**
 * Where to name the regions of a grid of classes: the places of each that are farthest from other classes and from the
 * grid's edge. Every class that there is has one; its smaller regions have one only where there is room.
 * @param classes rows of one digit a point
 * @param leastRoom steps from the place of a label to the end of its region
 */
export function placeRegionLabels(classes: readonly string[], leastRoom: number): RegionPlace[] {
  const room = measureRoom(classes);
  const roomAt = ({ row, column }: RegionPlace): number => room[row]?.[column] ?? 0;
  const places = findRegions(classes)
    .map((region) => region.reduce((best, each) => (roomAt(each) > roomAt(best) ? each : best)))
    .sort((a, b) => roomAt(b) - roomAt(a));
  return places.filter((place, at) => {
    const isWidest = places.findIndex(({ label }) => label === place.label) === at;
    return isWidest || roomAt(place) >= leastRoom;
  });
}

/** Steps, diagonal ones too, from each point to the nearest point of another class or beyond the edge. */
function measureRoom(classes: readonly string[]): number[][] {
  const room = classes.map((row) => [...row].map(() => Infinity));
  const at = (row: number, column: number): number => room[row]?.[column] ?? 0;
  const improve = (row: number, column: number, sides: readonly (readonly [number, number])[]): void => {
    const own = classes[row]?.[column];
    const steps = sides.map(([down, right]) => {
      const isSame = classes[row + down]?.[column + right] === own;
      return 1 + (isSame ? at(row + down, column + right) : 0);
    });
    (room[row] as number[])[column] = Math.min(at(row, column), ...steps);
  };
  const [rows, columns] = [classes.length, classes[0]?.length ?? 0];
  const before = [[-1, -1], [-1, 0], [-1, 1], [0, -1]] as const; // prettier-ignore
  const behind = before.map(([down, right]) => [-down, -right] as const);
  for (let row = 0; row < rows; row++) for (let column = 0; column < columns; column++) improve(row, column, before);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) improve(row, column, behind);
  return room;
}

/** Points of one class that hang together by their sides. */
function findRegions(classes: readonly string[]): RegionPlace[][] {
  const seen = classes.map((row) => [...row].map(() => false));
  const regions: RegionPlace[][] = [];
  classes.forEach((line, top) =>
    [...line].forEach((own, left) => {
      if (seen[top]?.[left] === true) return;
      const region: RegionPlace[] = [];
      const open: [number, number][] = [[top, left]];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [row, column] = next;
        if (classes[row]?.[column] !== own || seen[row]?.[column] === true) continue;
        (seen[row] as boolean[])[column] = true;
        region.push({ label: Number(own), row, column });
        open.push([row + 1, column], [row - 1, column], [row, column + 1], [row, column - 1]);
      }
      regions.push(region);
    }),
  );
  return regions;
}
