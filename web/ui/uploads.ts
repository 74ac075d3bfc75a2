// Photos on their way to the server. A photo counts as given once the server has it.

import { useEffect, useRef, useState } from 'react'
import { Problem } from '#base/problem.ts'
import { putEvidence } from '../http.ts'
import { sha256Hex } from '../sha256.ts'

export type Upload = {
  sha256: string
  file: File
  address: string
  state: 'sending' | 'sent' | 'failed'
  share: number
  problem?: Problem
}

/** @param value the photos already given, by their sha256 */
export function useUploads(
  value: readonly string[],
  onChange: (photos: string[]) => void,
  max: number,
) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const now = useRef({ value, uploads, onChange })
  useEffect(() => {
    now.current = { value, uploads, onChange }
  })
  useEffect(
    () => () => {
      for (const { address } of now.current.uploads) URL.revokeObjectURL(address)
    },
    [],
  )
  const change = (sha256: string, changed: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.sha256 === sha256 ? { ...one, ...changed } : one)))

  const send = async ({ sha256, file }: Upload) => {
    try {
      await putEvidence(sha256, file, (share) => change(sha256, { share }))
      change(sha256, { state: 'sent', share: 1 })
      // At once, not with the next rendering: another photo may arrive before that.
      now.current.value = [...new Set([...now.current.value, sha256])]
      now.current.onChange([...now.current.value])
    } catch (problem) {
      if (problem instanceof Problem) change(sha256, { state: 'failed', problem })
      else throw problem
    }
  }
  return {
    uploads,
    async add(files: File[]) {
      const room = max - now.current.value.length - uploads.filter((u) => u.state !== 'sent').length
      for (const file of files.filter(({ type }) => type.startsWith('image/')).slice(0, room)) {
        const sha256 = await sha256Hex(await file.arrayBuffer())
        if (now.current.value.includes(sha256)) continue
        const address = URL.createObjectURL(file)
        const upload: Upload = { sha256, file, address, state: 'sending', share: 0 }
        setUploads((all) => [...all.filter((one) => one.sha256 !== sha256), upload])
        void send(upload)
      }
    },
    again(upload: Upload) {
      change(upload.sha256, { state: 'sending', share: 0 })
      void send(upload)
    },
    remove(sha256: string) {
      setUploads((all) => all.filter((one) => one.sha256 !== sha256))
      now.current.onChange(now.current.value.filter((one) => one !== sha256))
    },
  }
}
