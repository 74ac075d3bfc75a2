// Addresses of hazards on the desk.

export const hazardsPath = '/hazards'
export const hazardPath = (id: string): string => `/hazards/${id}`
export const reportPath = '/hazards/report'
