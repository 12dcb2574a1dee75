using System.Diagnostics.CodeAnalysis;

namespace Cms.Api.Shared.Data;

/// <summary>
/// A statement whose conditions depend on what was asked: a constant head, some constant conditions, a constant tail. Nothing
/// of it comes from a request but the parameters.
/// </summary>
internal sealed class SqlFilter([ConstantExpected] string head)
{
    private readonly List<string> _conditions = [];
    private string _tail = "";

    public Dictionary<string, object?> Parameters { get; } = [];

    public SqlFilter Where([ConstantExpected] string condition)
    {
        _conditions.Add(condition);
        return this;
    }

    public SqlFilter Where([ConstantExpected] string condition, string parameter, object value)
    {
        Parameters[parameter] = value;
        return Where(condition);
    }

    public SqlFilter Tail([ConstantExpected] string tail)
    {
        _tail = tail;
        return this;
    }

    public override string ToString() =>
        _conditions.Count == 0 ? $"{head}\n{_tail}" : $"{head}\nwhere {string.Join("\n  and ", _conditions)}\n{_tail}";
}
