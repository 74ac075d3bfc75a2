// The live camera behind the scanner: opened while the page is seen, released the moment it is not.

import { type RefObject, useEffect, useRef, useState } from 'react'
import { codesIn, loadDetector } from './detector.ts'

export type CameraState =
  | { kind: 'starting' }
  | { kind: 'running'; torch: boolean | null }
  /** the person or the phone said no; `insecure`: browsers give cameras to https pages only */
  | { kind: 'failed'; why: WhyNot }

type Torch = { torch?: boolean }
const betweenFramesMs = 110

/** `reader`: the part that reads codes is not on this phone yet, and there is no signal to fetch it */
export type WhyNot = 'denied' | 'none' | 'insecure' | 'busy' | 'reader'

/** After this long out of sight, a label that was taken may be taken again. */
const forgottenAfterMs = 1_200

/**
 * Runs the camera into a video element and reports every code it sees.
 *
 * @param paused while true the picture runs on and nothing is read
 * @param taken the code that was taken last: still in sight when the person goes on, it is not read again
 */
export function useCamera(
  paused: boolean,
  onCode: (code: string) => void,
  taken: RefObject<string | null>,
) {
  const video = useRef<HTMLVideoElement>(null)
  const track = useRef<MediaStreamTrack | null>(null)
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const [visible, setVisible] = useState(true)
  const report = useRef(onCode)
  report.current = onCode
  const running = state.kind === 'running'

  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])

  useEffect(() => {
    if (!visible) return
    let left = false
    let stream: MediaStream | undefined
    openCamera().then(
      async (opened) => {
        stream = opened
        if (left) return stop(opened)
        track.current = opened.getVideoTracks()[0] ?? null
        if (video.current) {
          video.current.srcObject = opened
          await video.current.play().catch(() => undefined)
        }
        setState({ kind: 'running', torch: hasTorch(track.current) ? false : null })
      },
      (error) => setState({ kind: 'failed', why: reasonOf(error) }),
    )
    return () => {
      left = true
      track.current = null
      if (stream) stop(stream)
      setState({ kind: 'starting' })
    }
  }, [visible])

  useEffect(() => {
    if (!running || paused) return
    let left = false
    let seenAt = Date.now()
    loadDetector().catch(() => {
      if (!left) setState({ kind: 'failed', why: 'reader' })
    })
    const look = async () => {
      while (!left) {
        const codes = video.current ? await codesIn(video.current).catch(() => []) : []
        if (taken.current !== null && codes.includes(taken.current)) seenAt = Date.now()
        else if (Date.now() - seenAt > forgottenAfterMs) taken.current = null
        const fresh = codes.find((code) => code !== taken.current)
        if (fresh !== undefined && !left) report.current(fresh)
        await new Promise((resolve) => setTimeout(resolve, betweenFramesMs))
      }
    }
    void look()
    return () => {
      left = true
    }
  }, [running, paused, taken])

  const toggleTorch = async () => {
    if (state.kind !== 'running' || state.torch === null) return
    const torch = !state.torch
    await track.current?.applyConstraints({
      advanced: [{ torch } as MediaTrackConstraintSet & Torch],
    })
    setState({ kind: 'running', torch })
  }
  return { video, state, toggleTorch }
}

function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) return Promise.reject(new Error('insecure'))
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  })
}

const stop = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

const hasTorch = (track: MediaStreamTrack | null): boolean =>
  (track?.getCapabilities?.() as Torch | undefined)?.torch === true

function reasonOf(error: unknown): WhyNot {
  const name = error instanceof Error ? error.name : ''
  if (error instanceof Error && error.message === 'insecure') return 'insecure'
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy'
}
