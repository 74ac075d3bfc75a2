// Scanning on a round: point the phone at the label; what it counts for is said at once, with or without signal.

import { useEffect, useRef } from 'react'
import { now } from '#web/field/connection.ts'
import { readySound } from '#web/field/feedback.ts'
import { hasNfc, listenForTags } from '#web/field/nfc.ts'
import { useNow } from '#web/field/observable.ts'
import { goBack, type PathParams } from '#web/field/router.tsx'
import { Scanner } from '#web/field/Scanner.tsx'
import { Button, Page, ReadState } from '#web/field/ui.tsx'
import { t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { AskAtPoint } from './AskAtPoint.tsx'
import { CodeForm } from './CodeForm.tsx'
import { byLabel, byTag } from './recognise.ts'
import { type MyRound, nextPoint, useMyRounds } from './rounds.ts'
import { FailedSheet, ScannedSheet } from './ScanSheets.tsx'
import { useScanning } from './use-scanning.ts'
import { pointsLeft, timeLeft } from './words.ts'
import './scan.css'

export default function ScanPage({ params }: { params: PathParams }) {
  const { read, rounds } = useMyRounds()
  const round = rounds.find(({ id }) => id === params['roundId'])
  if (round) return <Scanning round={round} />
  return (
    <Page title={t('扫点位', 'Scan a point')} back="/">
      <ReadState read={read} />
    </Page>
  )
}

function Scanning({ round }: { round: MyRound }) {
  const { step, show, take, keep, takenCode } = useScanning(round)
  const looking = step.at === 'looking'
  const look = () => show({ at: 'looking' })
  const type = () => show({ at: 'typing' })
  useTags((serial) => void take(byTag(round, serial)), looking)

  return (
    <main className="f-scan">
      <ScanHead round={round} />
      <Scanner
        paused={!looking}
        taken={takenCode}
        onCode={(scanned) => void take(byLabel(round, scanned), scanned)}
        onNothing={() => void take({ refusal: noCode() })}
      />
      <div className="f-scan-foot">
        {looking && (
          <>
            <NextWords round={round} />
            <Button icon="keyboard" onPress={type}>
              {t('扫不了，输入编号', 'Type the code instead')}
            </Button>
          </>
        )}
        {step.at === 'typing' && <CodeForm round={round} onFound={take} onCancel={look} />}
        {step.at === 'asking' && (
          <AskAtPoint
            round={round}
            point={step.point}
            onDone={(extras) => keep(step.point, step.evidence, extras)}
          />
        )}
        {step.at === 'scanned' && (
          <ScannedSheet round={round} point={step.point} scanId={step.scanId} onNext={look} />
        )}
        {step.at === 'failed' && <FailedSheet why={step.why} onAgain={look} onType={type} />}
      </div>
    </main>
  )
}

const noCode = (): string =>
  t('照片里没有找到二维码，请靠近再拍', 'No code in the photo; move closer and try again')

/** Listens for NFC tags while the page looks for labels, where the browser can. */
function useTags(onTag: (serial: string) => void, on: boolean): void {
  const report = useRef(onTag)
  report.current = onTag
  useEffect(() => {
    readySound()
    if (!on || !hasNfc()) return
    const controller = new AbortController()
    // Refused or switched off: the camera and the code remain.
    listenForTags((serial) => report.current(serial), controller.signal).catch(() => undefined)
    return () => controller.abort()
  }, [on])
}

function ScanHead({ round }: { round: MyRound }) {
  const time = useNow(now)
  return (
    <header className="f-scan-head">
      <button
        type="button"
        className="f-back"
        onClick={() => goBack(`/rounds/${round.id}`)}
        aria-label={t('返回', 'Back')}
      >
        <Icon name="back" size={28} />
      </button>
      <h1>
        {pointsLeft(round)}
        <span>{timeLeft(round, time)}</span>
      </h1>
    </header>
  )
}

function NextWords({ round }: { round: MyRound }) {
  const next = nextPoint(round)
  if (!next) return null
  return (
    <p className="f-next">
      <span className="f-number">{next.number}</span>
      <span>{next.name}</span>
    </p>
  )
}
