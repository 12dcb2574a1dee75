namespace Cms.Api.Shared.Http;

/// <summary>The closed list of codes a single fault may carry.</summary>
internal static class FaultCodes
{
    public const string Required = "required";
    public const string TooLong = "too_long";
    public const string TooMany = "too_many";
    public const string TooFew = "too_few";
    public const string OutOfRange = "out_of_range";
    public const string InvalidFormat = "invalid_format";
    public const string InvalidValue = "invalid_value";
    public const string InvalidType = "invalid_type";
    public const string InvalidText = "invalid_text";
    public const string UnknownType = "unknown_type";
    public const string UnknownMember = "unknown_member";
    public const string Duplicate = "duplicate";
    public const string NotFound = "not_found";
    public const string ReadOnly = "read_only";
    public const string Conflict = "conflict";
}
