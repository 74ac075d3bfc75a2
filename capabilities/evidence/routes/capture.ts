// What the camera wrote into the file. Sealed as soon as it is read.

import exifreader from 'exifreader'
import { isDay } from '#base/time.ts'

export type Capture = {
  /** the camera's clock, with its zone where it says one, else the city's */
  takenAt?: string
  camera?: string
  software?: string
  /** as the camera claims; never shown on a map without saying so */
  position?: { lat: number; lng: number; datum: 'WGS-84' }
}

/** Null where the file says nothing: messengers strip everything, so its absence proves nothing. */
export function captureOf(bytes: Buffer): Capture | null {
  try {
    const { exif = {}, gps } = exifreader.load(bytes, { expanded: true })
    const said = (tag: string): string =>
      String((exif as Record<string, { description?: unknown }>)[tag]?.description ?? '')
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 100)
    const takenAt = instantOf(said('DateTimeOriginal'), said('OffsetTimeOriginal'))
    const camera = `${said('Make')} ${said('Model')}`.trim()
    const software = said('Software')
    const { Latitude: lat, Longitude: lng } = gps ?? {}
    const capture: Capture = {
      ...(takenAt ? { takenAt } : {}),
      ...(camera ? { camera } : {}),
      ...(software ? { software } : {}),
      ...(isDegrees(lat, 90) && isDegrees(lng, 180)
        ? { position: { lat, lng, datum: 'WGS-84' as const } }
        : {}),
    }
    return Object.keys(capture).length > 0 ? capture : null
  } catch {
    return null
  }
}

/** `2026:11:23 08:30:00` and `+08:00` to one instant; EXIF knows no zone unless it says so. */
function instantOf(stamp: string, offset: string): string | undefined {
  const [, day, clock] = /^(\d{4}[:-]\d{2}[:-]\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(stamp) ?? []
  if (!day || !clock || !isDay(day.replaceAll(':', '-'))) return undefined
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00'
  const at = new Date(`${day.replaceAll(':', '-')}T${clock}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

const isDegrees = (value: unknown, max: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= max
