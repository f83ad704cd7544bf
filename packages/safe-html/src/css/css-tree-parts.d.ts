// The parts of css-tree that leave its 150 kB lexer dictionary out.
declare module 'css-tree/parser' {
  import { parse } from 'css-tree'
  export default parse
}
declare module 'css-tree/generator' {
  import { generate } from 'css-tree'
  export default generate
}
declare module 'css-tree/walker' {
  import { walk } from 'css-tree'
  export default walk
}
