/** Territories and what they are weighed by. */
export const territoriesEn = {
  "territories.title": "Territories",
  "territories.show": "What the list shows",
  "territories.show.sales": "Sales",
  "territories.show.workload": "Workload",
  "territories.show.shape": "Shape",
  "territories.hint.sales": "own sales and own share, last {{span}}",
  "territories.hint.workload":
    "hours of contacts a week over the last {{span}}, beside the mean of all territories: 100% is even",
  "territories.hint.bySales":
    "no contacts are in the input: sales of all brands beside the mean of all territories, 100% is even",
  "territories.hint.shape":
    "compactness, 4π · area ÷ perimeter²: 1 is a circle; the nearer to 0, the more ragged or drawn out",
  "territories.measures": "Measures of the territory",
  "territories.workload": "Workload",
  "territories.hours": "{{hours}} h a week",
  "territories.hours.short": "{{hours}} h",
  "territories.hours.note": "of contacts, last {{span}}",
  "territories.noContacts": "no contacts are in the input",
  "territories.capacity": "of contacts; the rep can make {{calls}} a week",
  "territories.balance": "Balance",
  "territories.byWorkload": "of the mean workload; 100% is even",
  "territories.bySales": "of the mean sales of all brands; 100% is even",
  "territories.compactness": "Compactness",
  "territories.circle": "1 is a circle, near 0 ragged or drawn out",
  "territories.tip": "{{territory}}: {{hours}} h of contacts a week, {{balance}} of the mean",
  "territories.empty": "This market has no territories. Add a territories table to compare them.",
  "territories.failed": "The territories could not be loaded.",
} as const;
