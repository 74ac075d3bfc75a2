// The ways to the pages of identity.

export const peoplePath = (filters: Readonly<Record<string, string>> = {}): string => {
  const search = new URLSearchParams(filters).toString()
  return search === '' ? '/people' : `/people?${search}`
}
export const personPath = (personId: string): string => `/people/${personId}`
export const organisationPath = (organisationId: string): string =>
  `/organisations/${organisationId}`
