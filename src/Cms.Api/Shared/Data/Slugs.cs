using System.Diagnostics.CodeAnalysis;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;
using Npgsql;

namespace Cms.Api.Shared.Data;

/// <summary>The register of slugs: unique per kind among current and past ones, so an old address never leads to something else.</summary>
internal static class Slugs
{
    private const int MostSuffixes = 1_000;

    /// <summary>The slug of a new resource: the one asked for, or one made from its title.</summary>
    /// <exception cref="RefusedException">409 <c>slug_taken</c>.</exception>
    public static Task<string> TakeAsync(
        NpgsqlConnection connection, string kind, string? wanted, string title, Guid owner, CancellationToken cancellationToken) =>
        TakeUnderAsync(connection, kind, "", wanted, title, owner, cancellationToken);

    /// <summary>
    /// As <see cref="TakeAsync"/> for what has an address of several slugs: it is registered whole, with <paramref name="under"/>
    /// (such as <c>news/</c>) before the slug, so only its siblings compete. Answers the whole.
    /// </summary>
    /// <exception cref="RefusedException">409 <c>slug_taken</c>.</exception>
    public static async Task<string> TakeUnderAsync(
        NpgsqlConnection connection, string kind, string under, string? wanted, string title, Guid owner, CancellationToken cancellationToken)
    {
        if (wanted is null) return await GenerateAsync(connection, kind, under, title, owner, cancellationToken);
        await ClaimAsync(connection, kind, under + wanted, owner, cancellationToken);
        return under + wanted;
    }

    /// <summary>The slug of a changed resource: renaming never changes it, only asking for another does.</summary>
    /// <exception cref="RefusedException">409 <c>slug_taken</c>.</exception>
    public static async Task<string> ChangeAsync(
        NpgsqlConnection connection, string kind, string current, string? wanted, Guid owner, CancellationToken cancellationToken)
    {
        if (wanted is null || wanted == current) return current;
        await ClaimAsync(connection, kind, wanted, owner, cancellationToken);
        return wanted;
    }

    /// <summary>As <see cref="ChangeAsync"/>, for what is public at its slug of today: the one it gives up leads on, if readers ever had it.</summary>
    /// <param name="wasShown">Whether any published story, also an earlier one, shows the owner; called only for another slug.</param>
    /// <exception cref="RefusedException">409 <c>slug_taken</c>.</exception>
    public static async Task<string> ChangePublicAsync(
        NpgsqlConnection connection, string kind, string current, string? wanted, Guid owner, Func<Task<bool>> wasShown, CancellationToken cancellationToken)
    {
        var slug = await ChangeAsync(connection, kind, current, wanted, owner, cancellationToken);
        if (slug != current && await wasShown())
            await connection.ExecuteAsync(SlugSql.MarkPublic, new { Kind = kind, Slug = current }, cancellationToken);
        return slug;
    }

    /// <summary>
    /// All slugs of one become former slugs of the other that it is merged into. If readers ever had it, its present slug leads on, and
    /// so does its id, which no slug can look like.
    /// </summary>
    public static async Task PassOnAsync(
        NpgsqlConnection connection, string kind, string current, bool wasShown, Guid from, Guid to, CancellationToken cancellationToken)
    {
        if (wasShown)
        {
            await connection.ExecuteAsync(SlugSql.Claim, new { Kind = kind, Slug = from.ToString(), Owner = from }, cancellationToken);
            await connection.ExecuteAsync(SlugSql.MarkPublic, new { Kind = kind, Slug = current }, cancellationToken);
            await connection.ExecuteAsync(SlugSql.MarkPublic, new { Kind = kind, Slug = from.ToString() }, cancellationToken);
        }
        await connection.ExecuteAsync(SlugSql.PassOn, new { Kind = kind, From = from, To = to }, cancellationToken);
    }

    /// <summary>A name as it is stored, however it was written: slugs and paths are in lower case, codes of agencies in upper.</summary>
    [return: NotNullIfNotNull(nameof(name))]
    public static string? InUsualCase(string kind, string? name) => kind == "agency" ? name?.ToUpperInvariant() : name?.ToLowerInvariant();

    /// <summary>A sentence's end for a fault: which slug, path or code was probably meant by one that names nothing.</summary>
    public static async Task<string> HintAsync(NpgsqlConnection connection, string kind, string name, CancellationToken cancellationToken) =>
        Ref.Parse(name) is { Slug: { Length: > 0 and <= Nearest.LongestTypo } slug }
            ? Nearest.Hint(slug, await connection.ListAsync<string>(SlugSql.ListBeside, new { Kind = kind, Name = InUsualCase(kind, slug) }, cancellationToken))
            : "";

    /// <summary>Takes the slug that was asked for; one's own former slug may be taken back.</summary>
    /// <exception cref="RefusedException">409 <c>slug_taken</c>.</exception>
    private static async Task ClaimAsync(NpgsqlConnection connection, string kind, string slug, Guid owner, CancellationToken cancellationToken)
    {
        if (!await TryClaimAsync(connection, kind, slug, owner, cancellationToken))
            throw new RefusedException(Problems.SlugTaken, $"The slug {slug} belongs, or once belonged, to another {kind}.");
    }

    /// <summary>Takes a slug made from a title, with a number behind it where others have the same.</summary>
    private static async Task<string> GenerateAsync(
        NpgsqlConnection connection, string kind, string under, string title, Guid owner, CancellationToken cancellationToken)
    {
        var wanted = Slug.From(title) is { Length: > 0 } slug ? slug : kind;
        for (var number = 1; number <= MostSuffixes; number++)
        {
            var candidate = under + (number == 1 ? wanted : Slug.WithSuffix(wanted, number));
            if (await TryClaimAsync(connection, kind, candidate, owner, cancellationToken)) return candidate;
        }
        throw new RefusedException(Problems.SlugTaken, $"A thousand slugs beginning with {wanted} are taken; send a slug of your own.");
    }

    private static async Task<bool> TryClaimAsync(NpgsqlConnection connection, string kind, string slug, Guid owner, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(SlugSql.Claim, new { Kind = kind, Slug = slug, Owner = owner }, cancellationToken) == 1
        || await connection.FindAsync<Guid?>(SlugSql.FindOwner, new { Kind = kind, Slug = slug }, cancellationToken) == owner;
}
