// Where the pages of patrols are.

export const roundsPath = '/patrols'
export const roundPath = (compoundId: string, roundId: string): string =>
  `/patrols/rounds/${compoundId}/${roundId}`
export const routesPath = (compoundId?: string): string =>
  compoundId ? `/patrols/routes/${compoundId}` : '/patrols/routes'
export const routePath = (compoundId: string, routeId: string): string =>
  `/patrols/routes/${compoundId}/${routeId}`
export const newRoutePath = (compoundId: string): string => `/patrols/routes/${compoundId}/new`
