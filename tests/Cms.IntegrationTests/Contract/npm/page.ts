// A front end in small: fetches a page and prints it as HTML. It knows no types but those of the contract.
import { escapeHTML, toHTML, type PortableTextMarkComponent } from '@portabletext/to-html'
import createClient from 'openapi-fetch'
import type { components, paths } from './contract.js'

type Schemas = components['schemas']
type Block = Schemas['DeliveredBlock']
/** One for each type of block that the library does not know: a type that is new in the contract does not compile here. */
type Renderers = { [Type in Exclude<Block['_type'], 'block'>]: (block: { value: Extract<Block, { _type: Type }> }) => string }

const element = (name: string, text: string | null) => (text ? `<${name}>${escapeHTML(text)}</${name}>` : '')
const link = (url: string, text: string) => `<a href="${escapeHTML(url)}">${escapeHTML(text)}</a>`
const figure = ({ url, alt, caption }: Schemas['ImageFace']) => `<figure><img src="${escapeHTML(url)}" alt="${escapeHTML(alt ?? '')}" />${element('figcaption', caption)}</figure>`
const row = (cells: string[]) => `<tr>${cells.map((cell) => element('td', cell)).join('')}</tr>`
const lang: PortableTextMarkComponent<Schemas['LangMark']> = ({ children, value }) => `<span lang="${value?.lang}" dir="${value?.dir}">${children}</span>`

const render = (body: Block[], links: Schemas['RelatedLinkPublic'][]): string => {
  const types: Renderers = {
    image: ({ value }) => figure(value.image),
    gallery: ({ value }) => value.items.map((item) => figure(item.image)).join(''),
    embed: ({ value }) => link(value.url, value.title ?? value.text),
    pullQuote: ({ value }) => element('blockquote', value.text),
    factBox: ({ value }) => `<aside>${element('h3', value.title)}${render(value.content, links)}</aside>`,
    table: ({ value }) => `<table>${[value.header, ...value.rows].map(row).join('')}</table>`,
    relatedLink: ({ value }) => links.filter(({ id }) => id === value.relatedLinkId).map(({ url, title }) => link(url, title)).join(''),
    divider: () => '<hr />',
    correction: () => '',
  }
  return toHTML(body, { components: { types, marks: { lang } } })
}

const [, , baseUrl, path = '/'] = process.argv
const { data, error } = await createClient<paths>({ baseUrl }).GET('/v1/page', { params: { query: { path } } })
if (error) throw new Error(`${error.status} ${error.code}: ${error.detail}`)
if (!data.article) throw new Error(`${data.path} is the page of ${data.kind}`)
const { headline, bylines, body, relatedLinks, language, direction } = data.article
const names = bylines.map(({ label, name, author }) => `${label} ${link(`/authors/${author.slug}`, name)}`).join(', ')
console.log(`<article lang="${language}" dir="${direction}">${element('h1', headline)}<p>${names}</p>${render(body, relatedLinks)}</article>`)
