// The large sign after an act: what it came to, told apart by shape before colour.

export type Look = 'is-good' | 'is-bad' | 'is-unsure'

/** Round and ticked, pointed and crossed, or square with a question: told apart without colour. */
export function Shape({ look }: { look: Look }) {
  return (
    <svg className="f-shape" viewBox="0 0 96 96" aria-hidden="true">
      {look === 'is-good' && (
        <>
          <circle cx="48" cy="48" r="44" fill="currentColor" />
          <path d="m27 50 14 14 29-32" fill="none" stroke="var(--sheet)" strokeWidth="9" />
        </>
      )}
      {look === 'is-bad' && (
        <>
          <path d="M48 2 94 48 48 94 2 48z" fill="currentColor" />
          <path d="m34 34 28 28M62 34 34 62" fill="none" stroke="var(--sheet)" strokeWidth="9" />
        </>
      )}
      {look === 'is-unsure' && (
        <>
          <rect x="6" y="6" width="84" height="84" rx="8" fill="currentColor" />
          <path
            d="M36 38a12 12 0 1 1 16 11c-3 1-4 3-4 7M48 68v2"
            fill="none"
            stroke="var(--sheet)"
            strokeWidth="8"
            strokeLinecap="round"
          />
        </>
      )}
    </svg>
  )
}
