using System.Globalization;
using Cms.Api.Shared.Data;
using Cms.Api.Shared.Text;
using Microsoft.Extensions.Primitives;

namespace Cms.Api.Shared.Http;

/// <summary>
/// Reads a query string against the closed list of names a route knows, and reports everything wrong with it at once.
/// Read all values, then call <see cref="ThrowIfFaulty"/>.
/// </summary>
internal sealed class Query
{
    /// <summary>Of a value, in code points, as all lengths.</summary>
    public const int MaxLength = 2_048;

    /// <summary>Of a question to a search. In any script it fits into an address.</summary>
    public const int MaxQuestion = 200;

    /// <summary>Values of one parameter, with commas between.</summary>
    public const int MaxValues = 50;

    /// <summary>Times that a parameter may be given, of those that may be given more than once.</summary>
    public const int MaxRepeats = 10;

    private readonly IQueryCollection _values;
    private readonly List<ParameterFault> _faults = [];

    public Query(HttpRequest request, params ReadOnlySpan<string> known)
    {
        _values = request.Query;
        foreach (var name in _values.Keys)
        {
            if (known.Contains(name)) continue;
            var detail = known.Length == 0 ? "This route takes no parameters." : $"There is no parameter \"{name}\" here; there are: {string.Join(", ", known)}.{Nearest.Hint(name, known.ToArray())}";
            Fault(name, FaultCodes.UnknownMember, detail);
        }
    }

    public void Fault(string name, string code, string detail) => _faults.Add(new ParameterFault(name, code, detail));

    /// <summary>The value of a parameter that may be given once, or null; empty where it is at fault already.</summary>
    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var values)) return null;
        if (values.Count > 1) Fault(name, FaultCodes.Duplicate, $"{name} may be given once.");
        if (IsRefused(name, values, values)) return "";
        if (string.IsNullOrEmpty(values[0])) Fault(name, FaultCodes.Required, $"{name} must not be empty.");
        return values[0];
    }

    /// <summary>All values of a repeatable parameter, in NFC; a comma within one means any of.</summary>
    public IReadOnlyList<string[]> Groups(string name)
    {
        if (!_values.TryGetValue(name, out StringValues values)) return [];
        var groups = values.Select(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (groups.Any(group => group.Any(value => value.Length == 0))) Fault(name, FaultCodes.Required, $"{name} has an empty value.");
        if (groups.Count > MaxRepeats || groups.Any(group => group.Length > MaxValues))
            Fault(name, FaultCodes.TooMany, $"{name} may be repeated {MaxRepeats} times, with {MaxValues} values each.");
        return IsRefused(name, values, groups.SelectMany(group => group)) ? [] : [.. groups.Select(group => Array.ConvertAll(group, value => value.Normalize()))];
    }

    /// <summary>One group of a parameter that may be given once: any of its values, or empty when it is absent.</summary>
    /// <param name="allowed">The closed list that the values are of; null where there is none.</param>
    public string[] AnyOf(string name, IReadOnlyList<string>? allowed = null)
    {
        var groups = Groups(name);
        if (groups.Count > 1) Fault(name, FaultCodes.Duplicate, $"{name} may be given once; separate several values by commas.");
        string[] values = groups.Count == 0 ? [] : groups[0];
        foreach (var value in allowed is null ? [] : values.Except(allowed).Where(value => value.Length > 0))
            Fault(name, FaultCodes.InvalidValue, $"\"{value}\" is none of: {string.Join(", ", allowed!)}.{Nearest.Hint(value, allowed!)}");
        return values;
    }

    /// <summary>The words of a question, as a search compares them; empty when the parameter is absent.</summary>
    public IReadOnlyList<string> Words(string name, int most = 10)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text)) return [];
        if (PlainText.CodePoints(text) > MaxQuestion)
        {
            Fault(name, FaultCodes.TooLong, $"{name} may have {MaxQuestion} characters.");
            return [];
        }
        var words = SearchWords.Asked(text);
        if (words.Count == 0) Fault(name, FaultCodes.InvalidValue, $"{name} has no letter or digit to search for.");
        if (words.Count > most) Fault(name, FaultCodes.TooMany, string.Create(CultureInfo.InvariantCulture, $"{name} may have {most} words."));
        return words;
    }

    public string? OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var value = Text(name);
        if (!string.IsNullOrEmpty(value) && !allowed.Contains(value))
            Fault(name, FaultCodes.InvalidValue, $"{name} must be one of: {string.Join(", ", allowed)}.{Nearest.Hint(value, allowed.ToArray())}");
        return value;
    }

    public int Number(string name, int fallback, int least, int most)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text)) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            RefuseOtherSpelling(name, text, number);
            return number;
        }
        Fault(name, FaultCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{name} must be a whole number from {least} to {most}."));
        return fallback;
    }

    /// <summary>A number has one spelling, as an address has: of <c>limit=05</c> caches would keep a copy of its own.</summary>
    public void RefuseOtherSpelling(string name, string text, long number)
    {
        var plain = number.ToString(CultureInfo.InvariantCulture);
        if (text != plain) Fault(name, FaultCodes.InvalidFormat, $"{name} is written without zeros before it: {name}={plain}.");
    }

    public Guid? Id(string name)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text)) return null;
        if (Ref.Parse(text).Id is { } id) return id;
        Fault(name, FaultCodes.InvalidFormat, $"{name} must be an id in lower case, such as 0192f0c4-7d1e-7a33-9c5b-000000000001.");
        return null;
    }

    public DateTimeOffset? Instant(string name)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text)) return null;
        // A plus sign that was not percent-encoded arrives as a space; there is no other reading of it.
        if (InstantConverter.TryParse(text.Replace(' ', '+'), out var instant)) return instant;
        Fault(name, FaultCodes.InvalidFormat, InstantConverter.IsNowhere(text) ? InstantConverter.Nowhere(text) : $"{name} must be a time with an offset, such as 2024-11-12T13:03:00Z.");
        return null;
    }

    /// <param name="parts">What the values are read as.</param>
    private bool IsRefused(string name, IEnumerable<string?> values, IEnumerable<string?> parts)
    {
        if (values.Any(value => PlainText.CodePoints(value ?? "") > MaxLength)) Fault(name, FaultCodes.TooLong, string.Create(CultureInfo.InvariantCulture, $"{name} may have {MaxLength} characters."));
        else if (parts.Select(part => PlainText.Flaw(part ?? "", multiline: false)).FirstOrDefault(flaw => flaw is not null) is { } flaw) Fault(name, FaultCodes.InvalidText, $"{name}: {flaw}");
        else return false;
        return true;
    }

    /// <exception cref="RefusedException">400 with every fault found.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
            throw new RefusedException(Problems.InvalidParameter, _faults.Count == 1 ? _faults[0].Detail : $"{_faults.Count} parameters are wrong; {ProblemWriter.Listed(_faults.Count)}", _faults);
    }
}
