// Uses /docs as a developer does: authorises, tries an operation of either side, and tells in JSON what was seen.
import { chromium } from 'playwright-core'

const [address, key, executablePath] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
const errors = []
const foreign = []
page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
page.on('pageerror', (error) => errors.push(String(error)))
page.on('request', (request) => /^https?:/.test(request.url()) && !request.url().startsWith(address) && foreign.push(request.url()))

const tryOut = async (operation) => {
  const block = page.locator(`.opblock[id$="-${operation}"]`)
  await block.locator('.opblock-summary-control').click()
  await block.getByRole('button', { name: 'Try it out' }).click()
  await block.getByRole('button', { name: 'Execute' }).click()
  const answer = block.locator('.live-responses-table .response')
  await answer.locator('.highlight-code').first().waitFor()
  await block.screenshot({ path: `docs-${operation}.png` })
  return { status: await answer.locator('.response-col_status').innerText(), body: await answer.locator('.highlight-code').first().innerText() }
}

await page.goto(`${address}docs`)
await page.locator('.opblock-tag').first().waitFor()
await page.screenshot({ path: 'docs.png' })
const tags = await page.locator('.opblock-tag').evaluateAll((headings) => headings.map((heading) => heading.dataset.tag))
await page.locator('.auth-wrapper .authorize').click()
await page.locator('.modal-ux input').fill(key)
await page.locator('.modal-ux button.authorize').click()
await page.locator('.modal-ux .btn-done').click()
const result = { title: await page.title(), tags, delivery: await tryOut('GetTag'), editorial: await tryOut('ListEditorialTags') }
await browser.close()
console.log(JSON.stringify({ ...result, errors, foreign }))
