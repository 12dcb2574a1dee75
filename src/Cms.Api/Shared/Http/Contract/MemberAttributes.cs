using System.Reflection;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>A member that not every answer has; all others are always there, null and empty ones too.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SometimesAttribute : Attribute;

/// <summary>A member of refusals with this code: those that never have the code have it neither.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OnlyWithAttribute(string code) : Attribute
{
    public string Code => code;
}

/// <summary>The values that a member of an answer may have, where no rule of a request of the same name tells them.</summary>
/// <param name="owner">The class that lists them.</param>
/// <param name="list">The name of its list of strings.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValuesAttribute(Type owner, string list) : Attribute
{
    public IEnumerable<string> Values => (IEnumerable<string>)owner.GetField(list, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
