using Cms.Api.Shared.Http;
namespace Cms.Api.PortableText
{
    internal static class BodyHtml { public static BodyRead? Read(string html, string pointer, List<Fault> faults) => throw new NotSupportedException(); }
}
namespace Cms.Api.PortableText
{
    internal static class MarkdownWriter { public static string Write(Body body, Func<Guid, (string Kind, string Target)?> nameLink) => throw new NotSupportedException(); }
}
