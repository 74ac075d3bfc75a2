// The field app's door: the phone's frame, and the pages that the capabilities bring to it.

import { startField } from '#web/field/start.tsx'

startField(document.getElementById('field')!, { pages: [], today: {}, mine: {} })
