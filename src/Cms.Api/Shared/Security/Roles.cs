namespace Cms.Api.Shared.Security;

/// <summary>What a key may do; each role includes the one before. They are also the names of the authorization policies.</summary>
internal static class Roles
{
    public const string Writer = "writer";
    public const string Publisher = "publisher";
    public const string Admin = "admin";

    public static readonly string[] All = [Writer, Publisher, Admin];

    public static IReadOnlyList<string> AtLeast(string role) => All[Array.IndexOf(All, role)..];
}
