using System.Text;
using Cms.Api.Shared.Http;
using Cms.Api.Shared.Text;

namespace Cms.Api.Delivery;

/// <summary>The top-level members a client wants.</summary>
internal sealed class FieldSelection
{
    private const string Body = "body";

    private FieldSelection(IReadOnlyCollection<string> names)
    {
        HasBody = names.Contains(Body);
        CardMembers = [.. names.Where(name => name != Body).Select(Encoding.UTF8.GetBytes)];
    }

    public bool HasBody { get; }
    public IReadOnlyList<byte[]> CardMembers { get; }

    /// <summary>Null where the client does not choose. Names it cannot choose are faults of the query.</summary>
    public static FieldSelection? Read(Query query, IReadOnlyList<string> known, bool withBody)
    {
        var names = query.AnyOf("fields");
        var choosable = withBody ? known : [.. known.Where(name => name != Body)];
        foreach (var name in names.Except(choosable).Where(name => name.Length > 0))
        {
            var hint = name == Body && known.Contains(Body) ? "body needs include=body here." : $"There is no field {name}; there are: {string.Join(", ", choosable)}.{Nearest.Hint(name, choosable)}";
            query.Fault("fields", FaultCodes.UnknownMember, hint);
        }
        return names.Length == 0 ? null : new FieldSelection(names);
    }
}
