import { complement, verdicts } from './conditions/algebra'
import { meaning } from './conditions/meaning'
import { placeholders, text } from './conditions/render'
import { moving, simplifying } from './conditions/simplify'
import { onValues } from './conditions/values'
import { kill } from './suite'

kill('conditions', [
  ...verdicts,
  ...complement,
  ...meaning,
  ...simplifying,
  ...moving,
  ...text,
  ...placeholders,
  ...onValues,
])
