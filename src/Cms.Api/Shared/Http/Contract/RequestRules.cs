using System.Collections;
using System.Reflection;
using FluentValidation;
using FluentValidation.Validators;

namespace Cms.Api.Shared.Http.Contract;

/// <summary>What the validators of this assembly let through, by the member that they judge.</summary>
internal static class RequestRules
{
    private static readonly ILookup<(Type Owner, string Name), MemberRule> Rules =
        typeof(RequestRules).Assembly.GetTypes().Where(IsValidator).SelectMany(RulesOf).ToLookup(rule => (rule.Owner, rule.Name), rule => rule.Rule);

    /// <param name="owner">A record that is sent, or a part of one.</param>
    /// <param name="name">The name of its property.</param>
    public static IEnumerable<MemberRule> Of(Type owner, string name) => Rules[(owner, name)];

    private static bool IsValidator(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IValidator));

    private static IEnumerable<(Type Owner, string Name, MemberRule Rule)> RulesOf(Type validator)
    {
        var constructor = validator.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)[0];
        // What a constructor takes, such as the present moment, has no part in what the contract tells.
        var made = (IValidator)constructor.Invoke([.. constructor.GetParameters().Select(parameter => Activator.CreateInstance(parameter.ParameterType))]);
        var judged = validator.BaseType!.GetGenericArguments()[0];
        foreach (var rule in made.CreateDescriptor().Rules)
        {
            if (string.IsNullOrEmpty(rule.PropertyName)) continue;
            var path = rule.PropertyName.Split('.');
            var owner = path[..^1].Aggregate(judged, (type, name) => type.GetProperty(name)!.PropertyType);
            var member = owner.GetProperty(path[^1])!;
            var isOfItems = member.PropertyType != typeof(string) && member.PropertyType.IsAssignableTo(typeof(IEnumerable)) && !member.PropertyType.IsAssignableTo(rule.TypeToValidate);
            foreach (var component in rule.Components)
            {
                if (component.Validator is IAllowing allowing) yield return (owner, member.Name, new MemberRule(isOfItems, IsRequired: false, allowing.Allowed));
                else if (component.Validator is INotNullValidator) yield return (owner, member.Name, new MemberRule(isOfItems, IsRequired: true, new Allowed()));
            }
        }
    }
}

/// <param name="IsOfItems">Of each item of a list, not of the list.</param>
/// <param name="IsRequired">Null is refused, and leaving it out too.</param>
internal sealed record MemberRule(bool IsOfItems, bool IsRequired, Allowed Allowed);
