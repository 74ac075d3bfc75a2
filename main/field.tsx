// The field app's door: the phone's frame, and the pages that the capabilities bring to it.

import * as hazards from '#hazards/web/field'
import * as patrols from '#patrols/web/field'
import { startField } from '#web/field/start.tsx'

startField(document.getElementById('field')!, {
  pages: [...patrols.pages, ...hazards.pages],
  today: { rounds: patrols.RoundsToday, tasks: hazards.TasksToday },
  mine: { reports: hazards.MyReports },
})
