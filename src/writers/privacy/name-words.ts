/** Words by which a name is known to be no private person's: of organisations, of offices, of groups. English and Spanish. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Folded. A name with one of these is an organisation's or a body's, unless an office word makes it a person's. */
export const BODY_WORDS = words(`
  academy agency alianza alliance army asamblea assembly asociacion association authority bank bloc board brigade brigades
  bureau campaign central centre center centro chamber church club coalicion coalition college colectivo collective comision
  comite command commission committee communities community company confederacion confederation congress congreso congregation
  consejo coordinadora coordinator corporation council court courts defensoria department ejercito embassy
  federacion federation fiscalia fondo force forces foundation fraternity frente front fuerzas fund fundacion gobierno
  government group groups guard guardia guild hospital house institute institution junta league liga mesa military militia
  ministerio ministry mosque movement movimiento municipality nations navy network observatory office ombudsman
  organisation organization organizacion parliament partido party platform plataforma police policia prefecture
  press prosecution protesters radio red regiment republic resistance ronda rondas school secretariat senate service
  sindicato sindicatos sociedad society squad squads state states students synod synagogue task teachers temple times today
  tribunal tribune troops union unions united universidad university women workers youth
`);

/** Folded. Groups of people: alone, with the capital of a sentence's start, they name no organisation. */
export const GROUP_WORDS = words(`
  communities demonstrators families farmers marchers members miners nurses opponents people protesters residents students
  supporters teachers women workers youth
`);

/** Folded. Words before or after the name of a person who holds an office. */
export const OFFICE_WORDS = words(`
  alcalde alcaldesa ambassador attorney bishop chancellor chief commissioner congressman congresswoman congresista deputy
  director fiscal general gobernador gobernadora governor judge juez justice king lawmaker magistrate mayor minister
  ministra ministro monarch mp ombudsman premier president presidenta presidente prime prince prosecutor queen secretary
  senador senadora senator sheriff speaker spokesman spokesperson spokeswoman sultan superintendent viceminister
`);

/** Folded. Words of one person: with them an organisation's word makes no organisation ("Police Officer Juan Ramos"). */
export const PERSON_WORDS = words(`
  activist agent boy captain chair chairman chairwoman colonel constable corporal daughter doctor dr driver father girl
  husband inspector journalist lawyer leader lieutenant major man member mother mr mrs ms neighbour officer profesor
  profesora professor reporter sergeant sister son soldier sr sra student teacher wife witness woman worker
`);

/** Folded. Small words inside the name of a person. */
export const NAME_PARTICLES = words(
  "al ap ben bin da das de del della den der di do dos du el ibn la las le los van von y",
);

/** Folded. Words that count a group: what follows is no name. */
export const SMALL_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    a: 1,
    an: 1,
    one: 1,
    un: 1,
    una: 1,
    two: 2,
    dos: 2,
    three: 3,
    tres: 3,
    four: 4,
    cuatro: 4,
  }),
);

/** Folded. What authorities call those whom they accuse: never who an actor is. */
export const STIGMA_WORDS = words(`
  agitator agitators criminal criminals delincuente delincuentes extremist extremists hooligan hooligans infiltrator
  infiltrators infiltrado infiltrados looter looters rioter rioters saboteur saboteurs subversive subversives terrorist
  terrorists terruco terrucos terrorista terroristas thug thugs traitor traitors vandal vandals vandalo vandalos
`);
