/** Given names and what people are called for short; each line is one name. */
const lines = `
giuseppe beppe peppe pino peppino giuse bepi geppo josef
giuseppina pina giusy giusi peppina
giovanni gianni nanni vanni giò johann hans
giovanna gianna vanna
francesco franco checco cesco ciccio franz
francesca franca checca cesca
antonio toni tonio tonino totò antonino nino
antonia antonietta tonia nietta
luigi gigi gino luigino
luigia luisa gina
salvatore totò turi salvo toto
domenico mimmo menico nico mimì
domenica mimma menica
vincenzo enzo cenzo vicenzo
vincenza enza cenza
lorenzo renzo enzo
alessandro sandro ale alex
alessandra sandra ale
roberto roby berto rob
roberta roby
raffaele lello raf
raffaella lella
michele lele mike
michela lella
emanuele lele manu
emanuela manu lella
gabriele lele gabri
gabriella gabri lella
daniele dani lele
daniela dani lella
federico fede chicco rico
federica fede
enrico rico chicco heinrich
stefano ste stefanino
stefania ste
andrea andreas
matteo teo
filippo pippo filo
giacomo mino giacomino jacopo
caterina cate rina katia
margherita rita marghe
elisabetta betta lisa elisa betty
maddalena lena magda
maria mariuccia mary
annamaria anna
pietro piero
paolo paul pavel
nicola nicolò nico niccolò
carlo carletto karl
massimo max
massimiliano max massi
maurizio icio mauri
patrizia patty
cristina cri
cristiano cri
simone simo
simona simo
valentina vale
valeria vale
valerio vale
riccardo ricky
guglielmo memo willy
edoardo edo dodo
leonardo leo nardo
ferdinando nando
armando nando
umberto berto
alberto berto albi
gilberto berto
tommaso tom maso
bartolomeo meo
gaetano tano nino
sebastiano seba bastiano
ignazio nazio
agostino tino
costantino tino
martino tino
concetta titti tina
assunta susy
addolorata dora
teresa resi tere
lucia lucy
lucrezia lucy
giulia giuly
giuliana giuly
giuliano giuly
claudio claudietto
benedetto nino benny
benedetta benny
eleonora nora ele
`

const names = new Map<string, Set<string>>()
for (const line of lines.trim().split('\n')) {
  const [name = '', ...short] = line.split(' ').map((one) => one.normalize('NFD').replace(/\p{M}/gu, ''))
  for (const one of [name, ...short]) names.set(one, (names.get(one) ?? new Set()).add(name))
}

/** The names that one may stand for, itself among them: "enzo" is Vincenzo or Lorenzo. */
export function namesBehind(given: string): readonly string[] {
  return [given, ...(names.get(given) ?? [])]
}
