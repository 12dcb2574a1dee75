using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.PortableText;

/// <summary>The members of one JSON object, asked for by name; every one at fault is told with its place.</summary>
internal sealed class JsonMembers
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    private JsonMembers(string pointer, List<Fault> faults) => (Pointer, Faults) = (pointer, faults);

    public string Pointer { get; }

    public List<Fault> Faults { get; }

    /// <summary>Null, and a fault, when it is no object.</summary>
    public static JsonMembers? Open(JsonElement element, string pointer, List<Fault> faults)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidType, $"Must be an object, not {Name(element)}."));
            return null;
        }
        var members = new JsonMembers(pointer, faults);
        foreach (var member in element.EnumerateObject())
        {
            if (faults.Count >= BodyRules.MaxFaults) break;
            if (!TryRead(() => member.Name, out var name)) members.Fault("", FaultCodes.InvalidText, "Holds a name with half of a surrogate pair.");
            else if (!members._members.TryAdd(name, member.Value)) members.Fault(name, FaultCodes.Duplicate, "Given twice.");
        }
        return members;
    }

    /// <summary>Anything beside these names is a fault: a misspelt member must not vanish silently.</summary>
    public void OnlyHas(params string[] known)
    {
        foreach (var name in _members.Keys.Except(known))
        {
            if (Faults.Count >= BodyRules.MaxFaults) break;
            var hint = Nearest.Hint(name, known);
            Fault(name, FaultCodes.UnknownMember, $"There is no member {At(name)}.{(hint.Length > 0 ? hint : $" There are: {string.Join(", ", known)}.")}");
        }
    }

    /// <summary>The member as it is; a null one counts as absent.</summary>
    public JsonElement? Get(string name) =>
        _members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? String(string name, bool required = false)
    {
        if (Get(name) is { } value) return StringOf(value, At(name), Faults);
        if (required) Fault(name, FaultCodes.Required, "Is required.");
        return null;
    }

    /// <summary>Text for readers, cleaned.</summary>
    public string? Text(string name, int max, bool required = false, bool multiline = false)
    {
        if (String(name, required) is not { } value) return null;
        var before = Faults.Count;
        var text = PlainText.Clean(value, At(name), max, Faults, multiline);
        if (text is null && required && Faults.Count == before) Fault(name, FaultCodes.Required, "Must not be blank.");
        return text;
    }

    public Guid? Id(string name)
    {
        if (String(name, required: true) is not { } value) return null;
        if (Guid.TryParseExact(value, "D", out var id)) return id;
        Fault(name, FaultCodes.InvalidFormat, "Must be a UUID such as 0192f0c4-7d1e-7a33-9c5b-0123456789ab.");
        return null;
    }

    /// <summary>One of a closed set, null when absent or at fault.</summary>
    public string? OneOf(string name, string[] allowed, string code = FaultCodes.InvalidValue, bool required = false)
    {
        if (String(name, required) is not { } value) return null;
        if (Array.IndexOf(allowed, value) >= 0) return value;
        Fault(name, code, $"\"{value}\" is none of: {string.Join(", ", allowed)}.{Nearest.Hint(value, allowed)}");
        return null;
    }

    public int? Integer(string name, int min, int max)
    {
        if (Get(name) is not { } value) return null;
        if (WholeNumber.Of(value) is not { } number)
        {
            Fault(name, FaultCodes.InvalidType, "Must be a whole number.");
            return null;
        }
        if (number >= min && number <= max) return number;
        Fault(name, FaultCodes.OutOfRange, $"Must be {min} to {max}.");
        return null;
    }

    /// <summary>The items of an array with their places; none when it is absent, at fault, or has too many or too few.</summary>
    public IEnumerable<(JsonElement Item, string Pointer)> Items(string name, int min = 0, int max = int.MaxValue, bool required = false)
    {
        if (Get(name) is { } value) return ItemsOf(value, At(name), Faults, min, max);
        if (required || min > 0) Fault(name, FaultCodes.Required, "Is required.");
        return [];
    }

    public static IEnumerable<(JsonElement Item, string Pointer)> ItemsOf(
        JsonElement value, string pointer, List<Fault> faults, int min = 0, int max = int.MaxValue)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidType, $"Must be an array, not {Name(value)}."));
            return [];
        }
        var count = value.GetArrayLength();
        if (count > max) faults.Add(new Fault(pointer, FaultCodes.TooMany, $"At most {max}; this has {count}."));
        else if (count < min) faults.Add(new Fault(pointer, FaultCodes.TooFew, $"At least {min}; this has {count}."));
        else return Walk(value, pointer, faults);
        return [];
    }

    // Ends early where there are faults enough: whoever sends a hundred thousand is not waiting for the list.
    private static IEnumerable<(JsonElement Item, string Pointer)> Walk(JsonElement array, string pointer, List<Fault> faults)
    {
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (faults.Count >= BodyRules.MaxFaults) yield break;
            yield return (item, $"{pointer}/{index++}");
        }
    }

    public static string? StringOf(JsonElement value, string pointer, List<Fault> faults)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(new Fault(pointer, FaultCodes.InvalidType, $"Must be a string, not {Name(value)}."));
            return null;
        }
        if (TryRead(value.GetString, out var text)) return text;
        faults.Add(new Fault(pointer, FaultCodes.InvalidText, "Holds half of a surrogate pair."));
        return null;
    }

    public void Fault(string name, string code, string detail) => Faults.Add(new Fault(At(name), code, detail));

    private string At(string name) =>
        name.Length == 0 ? Pointer : $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    // System.Text.Json takes "\ud800" for JSON, and throws only when it is asked for the string.
    private static bool TryRead(Func<string?> read, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = read();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    private static string Name(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
