import { escapeHTML, toHTML } from '@portabletext/to-html'

const text = (value) => escapeHTML(value).replaceAll('\n', '<br />')
const element = (name, value) => (value ? `<${name}>${text(value)}</${name}>` : '')
const link = (url, title) => `<a href="${escapeHTML(url)}">${text(title)}</a>`
const row = (cells, name) => `<tr>${cells.map((cell) => `<${name}>${text(cell)}</${name}>`).join('')}</tr>`

const figure = ({ url, alt, caption, credit, width, height }) =>
  `<figure><img src="${escapeHTML(url)}" alt="${escapeHTML(alt ?? '')}" width="${width}" height="${height}" />` +
  `${element('figcaption', caption)}${element('small', credit?.line)}</figure>`

// story: what GET /v1/articles/{ref} answers.
export const components = (story) => ({
  marks: {
    sub: ({ children }) => `<sub>${children}</sub>`,
    sup: ({ children }) => `<sup>${children}</sup>`,
    lang: ({ children, value }) => `<span lang="${value.lang}" dir="${value.dir}">${children}</span>`,
  },
  types: {
    image: ({ value }) => figure(value.image),
    gallery: ({ value }) => `<div>${value.items.map((item) => figure(item.image)).join('')}</div>`,
    embed: ({ value: { url, title, text } }) =>
      `<figure>${link(url, title ?? text)}${element('figcaption', title && text)}</figure>`,
    pullQuote: ({ value }) =>
      `<figure>${element('blockquote', value.text)}${element('figcaption', value.attribution)}</figure>`,
    factBox: ({ value }) =>
      `<aside>${element('h3', value.title)}${toHTML(value.content, { components: components(story) })}</aside>`,
    table: ({ value: { caption, header, rows } }) =>
      `<table>${element('caption', caption)}${header.length ? `<thead>${row(header, 'th')}</thead>` : ''}` +
      `<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`,
    relatedLink: ({ value }) => {
      const { label, title, url } = story.relatedLinks.find((one) => one.id === value.relatedLinkId)
      return `<p>${text(label)}: ${link(url, title)}</p>`
    },
    divider: () => '<hr />',
    correction: ({ value }) => {
      const one = story.corrections.find(({ id }) => id === value.correctionId)
      return `<aside><p>${text(one.label)}: ${text(one.text)}</p></aside>`
    },
  },
})
