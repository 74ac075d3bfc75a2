// What other pages may use of boards: the way to them.

export { boardPath } from './paths.ts'
