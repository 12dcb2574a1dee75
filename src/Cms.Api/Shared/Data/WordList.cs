namespace Cms.Api.Shared.Data;

/// <summary>
/// The lists that answer a search by name: beside a list such as <c>tags</c> there is one for each beginning of a word, such as
/// <c>word:tags:ha</c>, with what has such a word, in the same order.
/// </summary>
internal static class WordList
{
    public const string Prefix = "word:";

    public static string PrefixOf(string list) => $"{Prefix}{list}:";
}
