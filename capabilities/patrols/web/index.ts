// The face of patrols in the browser: addresses that other pages lead to.

export { roundPath, roundsPath, routesPath } from './paths.ts'
