// Two entries, one build: the desk (index.html, antd) and the field (field.html, light, works offline).

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { fieldServiceWorker } from './web/service-worker-build.ts'

const entry = (page: string) => resolve(import.meta.dirname, page)

export default defineConfig({
  base: '/',
  plugins: [react(), fieldServiceWorker()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    cssTarget: 'chrome100',
    sourcemap: true,
    rollupOptions: {
      input: Object.fromEntries(
        [
          ['desk', 'index.html'],
          ['field', 'field.html'],
        ]
          .filter(([, page]) => existsSync(entry(page!)))
          .map(([name, page]) => [name, entry(page!)]),
      ),
    },
  },
  server: {
    proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 8080}` },
  },
})
