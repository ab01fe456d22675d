/**
 * What the command line says, in English. What stands between the words comes as text that is written already. The Turkish
 * has the same type, so that a missing sentence does not compile.
 */
export const cli = {
  synthetic: "synthetic data: no figure is real",
  given: "data as given",
  unknown: "not known",
  year: "52 weeks (12 months)",
  periods: {
    week: { one: "week", many: (count: string) => `${count} weeks`, hidden: (n: string) => `${n} weeks` },
    month: { one: "month", many: (count: string) => `${count} months`, hidden: (n: string) => `${n} months` },
  },
  restsOn: "Rests on",
  worthKnowing: "Worth knowing",
} as const;
