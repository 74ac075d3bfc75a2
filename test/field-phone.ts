// A phone for field journeys: signed in at 390 px, with a camera that sees what the test holds up.

import type { Page } from 'playwright-core'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { type Look, mustBeAccessible, openPage, signIn } from './browser.ts'
import { password } from './field-world.ts'

export type Phone = Page

/** What every journey hears: nobody is signed in at first, and a real city has no demonstration logins. */
export const expected = /401|demo-logins|ERR_INTERNET_DISCONNECTED|ERR_FAILED/

/** The field app, signed in and kept by the service worker. */
export async function openPhone(url: string, account: string, look: Look = {}): Promise<Phone> {
  const page = await openPage(`${url}/field`, { width: 390, ...look })
  await page.addInitScript(camera)
  await signIn(page, account, password)
  await page.getByRole('heading', { name: '今天要做什么' }).waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return page
}

// The picture is the test's; opening the camera, reading frames and finding the code are the app's own.
const camera = `
  const canvas = document.createElement('canvas')
  canvas.width = 640
  canvas.height = 480
  const picture = new Image()
  const draw = () => {
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#777'
    pen.fillRect(0, 0, 640, 480)
    if (picture.src) pen.drawImage(picture, 170, 90, 300, 300)
  }
  setInterval(draw, 60)
  window.holdUp = (source) => { picture.src = source }
  window.holdNothing = () => { picture.removeAttribute('src') }
  Object.defineProperty(navigator, 'mediaDevices', {
    value: { getUserMedia: async () => canvas.captureStream(15) },
  })`

/** Holds a QR code before the camera. */
export async function holdUp(phone: Phone, text: string): Promise<void> {
  const source = await QRCode.toDataURL(text, { width: 300, margin: 4 })
  await phone.evaluate(`window.holdUp(${JSON.stringify(source)})`)
}

export const holdNothing = (phone: Phone): Promise<unknown> =>
  phone.evaluate('window.holdNothing()')

/** Takes a photo: no two are the same. */
export async function takePhoto(phone: Phone, colour: string): Promise<void> {
  const background = { width: 2400, height: 3200, channels: 3 as const, background: colour }
  const mark = `<svg width="2400" height="3200"><rect x="500" y="700" width="1400" height="2300" rx="40"
    fill="#${Math.floor(Math.random() * 0xffffff)
      .toString(16)
      .padStart(6, '0')}"/></svg>`
  const buffer = await sharp({ create: background })
    .composite([{ input: Buffer.from(mark) }])
    .jpeg()
    .toBuffer()
  const shot = phone.locator('input[type=file]').first()
  await shot.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer })
  await phone.getByRole('img', { name: /照片/ }).first().waitFor()
}

/** Asks or acts online as the person on this phone, for what a journey needs and is not about. */
export function online<A>(phone: Phone, name: string, input?: unknown): Promise<A> {
  const answer: Promise<unknown> = phone.evaluate(
    async ([name, input]) => {
      if (input === undefined) return (await fetch(`/api/${name}`)).json()
      const session = (await (await fetch('/api/session.current')).json()) as { csrf: string }
      const answer = await fetch(`/api/commands/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-csrf': session.csrf },
        body: JSON.stringify({ id: crypto.randomUUID(), input }),
      })
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`)
      return ((await answer.json()) as { answer: unknown }).answer
    },
    [name, input] as const,
  )
  return answer as Promise<A>
}

/** axe in the light, and in the dark with text twice as large. */
export async function mustHoldEverywhere(phone: Phone): Promise<void> {
  await mustBeAccessible(phone)
  await phone.emulateMedia({ colorScheme: 'dark' })
  await phone.evaluate('document.documentElement.style.fontSize = "200%"')
  await mustBeAccessible(phone)
  await phone.evaluate('document.documentElement.style.fontSize = ""')
  await phone.emulateMedia({ colorScheme: 'light' })
}
