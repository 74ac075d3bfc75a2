// Drawn pictures that stand in for photographs in the demonstration: no real place, marked as such.

import { createHash } from 'node:crypto'
import sharp from 'sharp'

export type Picture = { sha256: string; bytes: Buffer }
export type Scene =
  | 'exit'
  | 'lane'
  | 'extinguisher'
  | 'door'
  | 'ebike'
  | 'panel'
  | 'lift'
  | 'wall'
  | 'tank'
  | 'camera'

const width = 640
const height = 480

// What stands in the way; drawn before, gone after.
const trouble: Record<Scene, string> = {
  exit:
    box(330, 430, 190, 190, '#b98d5a') +
    box(470, 360, 150, 260, '#a87a48') +
    box(560, 470, 160, 150, '#c49a68'),
  lane: car(300, 440, '#5c7fa3') + car(560, 470, '#8a5c5c'),
  extinguisher: box(420, 430, 180, 210, '#a5906f'),
  door: '<path d="M560 170 L690 210 L690 650 L560 620 Z" fill="#7f8d93" stroke="#4d5960" stroke-width="4"/>',
  ebike: bike(320) + bike(500),
  panel:
    '<path d="M470 260 l90 0 l-20 60 l40 0 l-90 130 l20 -90 l-40 0 Z" fill="#e0a200"/><rect x="600" y="240" width="12" height="240" fill="#333"/>',
  lift: '<rect x="470" y="200" width="14" height="420" fill="#222"/><text x="620" y="190" font-size="44" fill="#b3261e">×</text>',
  wall: '<path d="M180 220 L330 330 L290 420 L420 560" fill="none" stroke="#5b4a3a" stroke-width="14"/><path d="M330 330 L470 300" fill="none" stroke="#5b4a3a" stroke-width="8"/>',
  tank: '<circle cx="620" cy="420" r="34" fill="none" stroke="#b3261e" stroke-width="12"/><path d="M620 470 q-30 60 0 90 q30 -30 0 -90" fill="#6aa5d8"/>',
  camera:
    '<path d="M420 260 l120 50 l-20 60 l-120 -50 Z" fill="#888"/><path d="M430 420 q80 60 160 0" stroke="#b3261e" stroke-width="8" fill="none"/>',
}
const walls: Record<Scene, [string, string]> = {
  exit: ['#d9d4c7', '#b9b2a2'],
  lane: ['#cfd6da', '#8f989c'],
  extinguisher: ['#dcd2c6', '#a89f92'],
  door: ['#cdd3cf', '#9aa39d'],
  ebike: ['#d6cfc4', '#a39b8d'],
  panel: ['#cfd2d9', '#989ca6'],
  lift: ['#d8d8d4', '#a2a29c'],
  wall: ['#ddd0bf', '#b7a994'],
  tank: ['#c9d6dc', '#93a4ac'],
  camera: ['#d3dbe3', '#a6b1bc'],
}

/** One picture: before shows the trouble, after shows the place without it. `light` makes each one differ. */
export async function draw(
  scene: Scene,
  moment: 'before' | 'after',
  light: number,
): Promise<Picture> {
  const [wall, floor] = walls[scene]
  const shade = 0.86 + 0.14 * light
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 960 720">
    <rect width="100%" height="100%" fill="${wall}"/>
    <path d="M0 620 L960 560 L960 720 L0 720 Z" fill="${floor}"/>
    <path d="M0 0 L160 90 L160 600 L0 660 Z" fill="#000" opacity=".08"/>
    ${frame(scene)}
    ${moment === 'before' ? trouble[scene] : ''}
    <rect width="100%" height="100%" fill="#000" opacity="${(1 - shade).toFixed(3)}"/>
    <rect x="0" y="0" width="${(light * 900).toFixed(0)}" height="6" fill="#fff" opacity=".25"/>
  </svg>`
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 72 }).toBuffer()
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
}

/** What belongs to the place, with or without trouble. */
function frame(scene: Scene): string {
  const door = `<rect x="360" y="170" width="260" height="450" fill="#8fa08f" stroke="#55625a" stroke-width="6"/><rect x="400" y="120" width="180" height="40" rx="6" fill="#1f6b43"/><path d="M420 140 h120 m-20 -12 l20 12 l-20 12" stroke="#fff" stroke-width="6" fill="none"/>`
  if (scene === 'exit' || scene === 'door') return door
  if (scene === 'lane')
    return '<path d="M120 720 L420 330 L560 330 L900 720 Z" fill="#7d8488"/><path d="M300 720 L455 340" stroke="#e8c92e" stroke-width="10"/><path d="M740 720 L530 340" stroke="#e8c92e" stroke-width="10"/>'
  if (scene === 'extinguisher')
    return '<rect x="430" y="220" width="160" height="200" fill="#b3261e"/><rect x="455" y="250" width="40" height="140" rx="16" fill="#e05a50"/><rect x="525" y="250" width="40" height="140" rx="16" fill="#e05a50"/>'
  if (scene === 'panel')
    return '<rect x="380" y="190" width="220" height="320" fill="#aeb6bd" stroke="#6c757d" stroke-width="6"/>'
  if (scene === 'lift')
    return '<rect x="340" y="160" width="280" height="460" fill="#b9c0c4" stroke="#6f787e" stroke-width="6"/><rect x="478" y="160" width="4" height="460" fill="#6f787e"/>'
  if (scene === 'tank')
    return '<rect x="300" y="220" width="380" height="360" rx="20" fill="#b7c8d0" stroke="#708690" stroke-width="6"/>'
  if (scene === 'camera') return '<rect x="470" y="60" width="20" height="210" fill="#6b7480"/>'
  return ''
}

function box(x: number, y: number, w: number, h: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" stroke="#6e5233" stroke-width="4"/><path d="M${x} ${y + h / 2} h${w}" stroke="#6e5233" stroke-width="3"/>`
}
function car(x: number, y: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="190" height="90" rx="18" fill="${fill}"/><rect x="${x + 30}" y="${y - 46}" width="130" height="60" rx="16" fill="${fill}"/><circle cx="${x + 40}" cy="${y + 92}" r="24" fill="#222"/><circle cx="${x + 150}" cy="${y + 92}" r="24" fill="#222"/>`
}
function bike(x: number): string {
  return `<g fill="none" stroke="#333" stroke-width="9"><circle cx="${x}" cy="590" r="46"/><circle cx="${x + 140}" cy="590" r="46"/><path d="M${x} 590 L${x + 50} 510 L${x + 120} 520 L${x + 140} 590 M${x + 120} 520 L${x + 130} 450 L${x + 100} 445"/></g>`
}
