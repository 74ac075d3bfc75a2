// What the hand and the ear are told when a point is scanned: two tones up for yes, two low ones for no.
// Eyes may be elsewhere, so the two differ in pitch, rhythm and vibration.

let audio: AudioContext | undefined

/** Call from a tap: browsers let a page sound only after one. */
export function readySound(): void {
  audio ??= 'AudioContext' in window ? new AudioContext() : undefined
  void audio?.resume()
}

export function good(): void {
  navigator.vibrate?.(70)
  tone(880, 0, 0.09, 'sine')
  tone(1320, 0.1, 0.16, 'sine')
}

export function bad(): void {
  navigator.vibrate?.([180, 90, 180, 90, 320])
  tone(196, 0, 0.22, 'square')
  tone(165, 0.28, 0.34, 'square')
}

function tone(hertz: number, after: number, seconds: number, type: OscillatorType): void {
  if (audio?.state !== 'running') return
  const from = audio.currentTime + after
  const oscillator = audio.createOscillator()
  const gain = audio.createGain()
  oscillator.type = type
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0.0001, from)
  gain.gain.exponentialRampToValueAtTime(type === 'sine' ? 0.5 : 0.18, from + 0.015)
  gain.gain.exponentialRampToValueAtTime(0.0001, from + seconds)
  oscillator.connect(gain).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(from + seconds)
}
