// Renders stories: a line of JSON in, a line out. What a library has no component for is told by name.
import { createInterface } from 'node:readline'
import { portableTextToMarkdown } from '@portabletext/markdown'
import { toHTML } from '@portabletext/to-html'
import { components } from './components.mjs'

let unknown = new Set()
// What a component renders by itself has the library's own handler of unknown types: a warning.
console.warn = (message) => unknown.add(message)

const recording = (render) => {
  unknown = new Set()
  return { output: render(), unknown: [...unknown] }
}

const html = (story, components) =>
  recording(() => toHTML(story.body, { components, onMissingComponent: (_, { type }) => unknown.add(type) }))

const note = (type, rendered) => {
  unknown.add(type)
  return rendered
}

const markdown = (story, { marks, types }) =>
  recording(() =>
    portableTextToMarkdown(story.body, {
      marks,
      types,
      unknownType: ({ value }) => note(value._type, ''),
      unknownMark: ({ markType, children }) => note(markType, children),
      unknownBlockStyle: ({ value, children }) => note(value.style, children),
      unknownListItem: ({ value, children }) => note(value.listItem, children),
    }),
  )

for await (const line of createInterface({ input: process.stdin })) {
  const story = JSON.parse(line)
  const own = components(story)
  console.log(
    JSON.stringify({
      bareHtml: html(story, {}),
      html: html(story, own),
      bareMarkdown: markdown(story, {}),
      markdown: markdown(story, own),
    }),
  )
}
