// How the build makes the service worker: it keeps the files that field.html can reach, and no file of the desk.

import type { Plugin, PluginOption } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Fetched when they are first needed instead: 1 MB that most phones never need (detector.ts). */
const later = /zxing|ponyfill|barcode/

/** The entry's page, the pictures of the manifest, and what a phone finds on its home screen. */
const besides = ['field.html', 'field.webmanifest', 'icon.svg', 'icon-192.png']

export function fieldServiceWorker(): PluginOption {
  const reachable = new Set<string>(besides)
  return [
    collectReachable(reachable),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'web',
      filename: 'service-worker.ts',
      injectRegister: false,
      // The manifest is public/field.webmanifest, linked from field.html alone.
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,webmanifest,woff2}'],
        globIgnores: ['service-worker.js'],
        // Hashed names are their own revision.
        dontCacheBustURLsMatching: /^assets\//,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.filter(({ url }) => reachable.has(url) && !later.test(url)),
            warnings: [],
          }),
        ],
      },
    }),
  ]
}

/** Walks the built chunks from the field's entry and collects every file they may ask for. */
function collectReachable(reachable: Set<string>): Plugin {
  return {
    name: 'baimi:field-files',
    apply: 'build',
    generateBundle(_, bundle) {
      const entry = Object.values(bundle).find(
        (file) => file.type === 'chunk' && file.isEntry && file.name === 'field',
      )
      const waiting = entry ? [entry.fileName] : []
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const file = bundle[name]
        if (reachable.has(name) || file?.type !== 'chunk') continue
        reachable.add(name)
        waiting.push(...file.imports, ...file.dynamicImports)
        const { importedCss, importedAssets } = file.viteMetadata ?? {}
        for (const asset of [...(importedCss ?? []), ...(importedAssets ?? [])])
          reachable.add(asset)
      }
    },
  }
}
