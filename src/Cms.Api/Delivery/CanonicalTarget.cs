using System.Text;

namespace Cms.Api.Delivery;

/// <summary>
/// The one spelling of all requests that ask for the same: parameters in order, without those that say what holds anyway, alternatives in
/// order, everything encoded alike. It is a request itself: pages of a list lead to one another by it.
/// </summary>
/// <param name="path">As it is sent: encoded.</param>
internal sealed class CanonicalTarget(string path)
{
    private readonly List<(string Name, string Value)> _parameters = [];

    /// <summary>Adds a parameter as the request has it; one that is absent, or says what holds anyway, adds nothing.</summary>
    public CanonicalTarget Add(HttpRequest request, string name, string? fallback = null)
    {
        foreach (var value in request.Query[name])
        {
            if (value is not null && value != fallback) _parameters.Add((name, Uri.EscapeDataString(value)));
        }
        return this;
    }

    /// <summary>Adds a parameter whose value is alternatives, with commas between.</summary>
    public CanonicalTarget AddAlternatives(HttpRequest request, string name)
    {
        foreach (var value in request.Query[name])
        {
            var alternatives = (value ?? "").Split(',', StringSplitOptions.TrimEntries).Select(part => Uri.EscapeDataString(part.Normalize()));
            _parameters.Add((name, string.Join(',', alternatives.Distinct().Order(StringComparer.Ordinal))));
        }
        return this;
    }

    public override string ToString() => Write(_parameters.Order());

    /// <summary>With one more, behind all others.</summary>
    public string With(string name, string value) => Write(_parameters.Order().Append((name, Uri.EscapeDataString(value))));

    private string Write(IEnumerable<(string Name, string Value)> parameters)
    {
        var target = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            target.Append(separator).Append(name).Append('=').Append(value);
            separator = '&';
        }
        return target.ToString();
    }
}
