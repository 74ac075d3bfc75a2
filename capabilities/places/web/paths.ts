// Addresses of places on the desk.

export const placesPath = '/places'
export const placePath = (id: string): string => `/places/${id}`
