/**
 * English words that are no Turkish ones: those that hold sentences together, and the nouns, verbs and adjectives of
 * the program's texts. Words that Turkish spells alike are left out, however English they look: in (lair), an (moment),
 * on (ten), at (horse), no (number), not (note), has, her, is (soot), it (dog), can (soul), son (end), bin, top, ten, pay, rakip,
 * market, segment, panel, plan, model, form, normal, test, rapor, tip, kit, data, net, bar, link, standart, mail.
 */
const FUNCTION_WORDS = `
  a about above across after again against ago all alone along already also although always am among another any anybody
  anyone anything apart are around as away back be because been before behind being below beside best better between beyond
  both but by cannot could did do does done down during each either else enough even ever every everybody everything
  everywhere except far few fewer first for from further get gets given gives goes had have he hence here him his how
  however if instead into its itself just last least less let like likely many me might mine more most much must my
  near nearest nearly neither never next nobody none nor nothing now nowhere of off often once one only onto or other
  others otherwise ought our ours out outside over own perhaps quite rather said same say says she should since so
  some somebody something sometimes still such than that the their theirs them themselves then there therefore these they
  this those though through thus to together too toward towards under unless until up upon us very was we well were what
  whatever when where whether which while who whole whom whose why will with within without would yes yet you your yours
  two three four five six seven eight nine twelve half third quarter tenth fifth second
`;
const NOUNS = `
  account accounts activity addition address amount amounts answer answers approach area areas assumption assumptions
  average awareness backtest band bands baseline brand brands browser build built calendar capacity categories category
  ceiling cell cells chance change changes channel channels chart choice classes column columns companies company
  comparison contact contacts coordinates correlation count counts course coverage currency customer customers cycle dark
  date dates day days demand density deviance difference discovery distance draw draws effect effects elasticity end error
  errors estimate estimates evidence example expectation factor figure figures file files filter folder forecast forecasts
  frequency goodwill growth guess guesses headroom heat help hint history holiday holidays home horizon hour hours
  hypothesis image index influence input interest interval intervals key keys knowledge label language layer layers learning
  legend length letter letters level lever levers library line lines list lists location loss loyalty map mean meaning means
  measure median method methods minute minutes mistake month months move moves name names neighbour neighbours noise note
  notes nothing number numbers order orders outcome outline outlines output page pages parameter part parts path peak people
  period periods place places point points population power preference preferences price prices prior product products
  promotion promotions prospect prospects purchase purchases quantity question range rate rates reach readiness reason
  recency record records reject rejects remark rep reps repeat report rest result results return rival rivals row rows rule
  run runs sale sales sample samples scenario scenarios score screen search season seasonality second seconds segments
  seed sentence series server share shares sheet shop shops shopper sight sign signal signals site sites size source sources
  space spread standing stay step steps stock store stores strip success survey synthetic table tables target territories
  territory text theme time times title today token total totals track transition trend truth twin type types uncertainty
  unit units update uplift value values version view views visit visits volume wallet wallets way ways week weeks weight
  window windows word words workload world year years
`;
const VERBS_AND_ADJECTIVES = `
  absolute accepted accepts add added adds agree aggregate allowed asks assumed aware bigger bought bring brings buy buying
  buys called cancel cancelled change changed changing choose chosen clear close closed come comes compare compared
  computed consider contains correct count counted cover covered covers cut decide delete depend depends deriving differ
  different discard discovered dropped early empty ended equal estimated exists expected expects explained fail failed false
  find finds fitted fixed follow follows found free full gain gone good got gross grow grows guessed happen happens held
  hidden hide high higher hold holds ignore ignored invalid keep keeps kept know known knows lapsed large larger largest
  late later learn learned learns leave leaves left listed load loaded loading local long longer lost low lower lowest
  made make makes matched measured measurable mend missing monthly move moved named needed needs new newest old older open
  opened outer own owned paired parsed placed planned positive possible proposed published put ran random read recent
  recorded rejected relative rely remote remove rename replace replaced required right run running save saved scaled
  seasonal see seen sell sells send sent served several short shorter show shown shows silent simple simulated
  skipped small smaller smallest smoothed sold sound spent start started starts stands steady stop stops stopped strong
  sure take taken takes tell tells thin together told took touch touched tried true trusted twice unaware unchanged
  uncovered unknown unmeasurable unnamed unplaced unsaved unseen untapped unused use used uses using valid wait waiting
  want wants weak weekly went wide wider wins won work worked works wrong yearly
`;

export const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  `${FUNCTION_WORDS} ${NOUNS} ${VERBS_AND_ADJECTIVES}`.split(/\s+/).filter(word => word.length > 1),
);

/** The English words that a text has, in its order; a word is a run of letters. */
export function englishWordsIn(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter(word => ENGLISH_WORDS.has(word));
}
