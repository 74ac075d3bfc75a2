// The face of places in the browser: addresses and names that other pages use.

export { PlaceName } from './PlaceName.tsx'
export { placePath, placesPath } from './paths.ts'
