import { installChromium } from './chromium'

/** Once, before all the test files of this folder: two of them would both install it. */
export default () => void installChromium()
