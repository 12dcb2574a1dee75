namespace Cms.EmbeddedPostgres;
internal static class Placeholder;
