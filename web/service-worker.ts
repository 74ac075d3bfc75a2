// Keeps the field app's own files on the phone, so that it starts cold without signal. Data is not its business:
// reads, photos and the outbox live in IndexedDB, where their age and their state can be told.

/// <reference lib="webworker" />

type KeptFile = { url: string; revision: string | null }

const worker = self as unknown as ServiceWorkerGlobalScope
/** The files of this version; written here by the build. */
const files = (self as unknown as { __WB_MANIFEST: KeptFile[] }).__WB_MANIFEST
const page = '/field.html'
const version = files.map(({ url, revision }) => `${url}#${revision ?? ''}`).join('\n')
const shellPrefix = 'baimi-field-'
const shell = `${shellPrefix}${fingerprint(version)}`
/** Pictures of hazards as they were looked at; emptied at sign-out. */
const evidence = 'baimi-evidence'
const evidenceMax = 200

/** Enough to tell two versions apart. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}

worker.addEventListener('install', (event) => {
  // All or nothing: half a version would start and then miss a file in the basement.
  const keep = async () => {
    const cache = await caches.open(shell)
    await cache.addAll(
      files.map(({ url }) => new Request(`/${url.replace(/^\//, '')}`, { cache: 'no-cache' })),
    )
  }
  event.waitUntil(keep())
})

worker.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys())
      if (name.startsWith(shellPrefix) && name !== shell) await caches.delete(name)
    // The very first version takes the open page, so that what it loads later is kept as well.
    await worker.clients.claim()
  }
  event.waitUntil(clean())
})

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting()
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(fromShell(request))
  else if (pathname.startsWith('/api/evidence/')) event.respondWith(seenBefore(request))
  else if (files.some(({ url }) => `/${url}` === pathname)) event.respondWith(fromShell(request))
})

/** The page of the running version, never of the next one: its files belong together. */
async function openPage(request: Request): Promise<Response> {
  return (await caches.match(page, { cacheName: shell })) ?? fetch(request)
}

/** Hashed files never change; what was not kept at the start (the QR reader) is kept when it is first used. */
async function fromShell(request: Request): Promise<Response> {
  const cache = await caches.open(shell)
  const kept = await cache.match(request, { ignoreSearch: true })
  if (kept) return kept
  const response = await fetch(request)
  // A page in place of a file means that the file is gone; it must not be kept under the file's name.
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  if (response.ok && !isPage) await cache.put(request, response.clone())
  return response
}

/** Small pictures: from the server while it answers, so that permission is asked anew; else as last seen. */
async function seenBefore(request: Request): Promise<Response> {
  const cache = await caches.open(evidence)
  try {
    const response = await fetch(request)
    if (response.ok && request.url.includes('size=thumb')) {
      await cache.put(request, response.clone())
      const keys = await cache.keys()
      for (const old of keys.slice(0, Math.max(0, keys.length - evidenceMax)))
        await cache.delete(old)
    }
    return response
  } catch (error) {
    const kept = await cache.match(request)
    if (kept) return kept
    throw error
  }
}
