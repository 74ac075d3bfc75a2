// The face of hazards in the browser.

export { hazardPath, hazardsPath, reportPath } from './paths.ts'
