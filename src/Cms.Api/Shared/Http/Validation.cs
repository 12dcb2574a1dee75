using System.Globalization;
using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Cms.Api.Shared.Text;
using FluentValidation;
using FluentValidation.Results;

namespace Cms.Api.Shared.Http;

/// <summary>FluentValidation in this house: rules carry our codes, places are JSON Pointers, all faults come at once.</summary>
internal static class Validation
{
    public const int MaxUrl = 2_048;

    /// <summary>Of an id, as it is written.</summary>
    private const int IdLength = 36;

    public static List<Fault> FaultsOf<T>(this AbstractValidator<T> validator, T request) =>
        [.. validator.Validate(request).Errors.Select(ToFault)];

    /// <exception cref="RefusedException">422 with every fault.</exception>
    public static void ThrowIfInvalid<T>(this AbstractValidator<T> validator, T request)
    {
        if (validator.FaultsOf(request) is { Count: > 0 } faults) throw RefusedException.Invalid(faults);
    }

    /// <summary>Plain text of one line, at most so many code points; null is left to <see cref="IsRequired{T, TValue}"/>.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int most) => Text(rule, most, multiline: false);

    /// <summary>As <see cref="Line{T}"/>, of what is told apart by its name: nothing may make two look alike.</summary>
    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule, int most) => Text(rule, most, multiline: false, isName: true);

    /// <summary>As <see cref="Line{T}"/>, with line breaks.</summary>
    public static IRuleBuilderOptions<T, string?> Lines<T>(this IRuleBuilder<T, string?> rule, int most) => Text(rule, most, multiline: true);

    public static IRuleBuilderOptions<T, TValue> IsRequired<T, TValue>(this IRuleBuilder<T, TValue> rule) =>
        rule.NotNull().WithErrorCode(FaultCodes.Required).WithMessage("This member is required.");

    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, IReadOnlyCollection<string> allowed) =>
        rule.Allows(new Allowed { Values = allowed }, (value, context) =>
        {
            if (value is not null && !allowed.Contains(value))
                context.Add(FaultCodes.InvalidValue, $"\"{value}\" is none of: {string.Join(", ", allowed)}.{Nearest.Hint(value, allowed)}");
        });

    public static IRuleBuilderOptions<T, string?> ASlug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Allows(new Allowed { MaxLength = Slug.MaxLength }, (value, context) =>
        {
            if (value is not null && !Slug.IsValid(value))
                context.Add(
                    FaultCodes.InvalidFormat,
                    $"A slug has lower-case letters and digits of any script, single hyphens between them, at most {Slug.MaxLength} characters, and does not look like an id.");
        });

    /// <summary>Text of a pattern, which <paramref name="message"/> puts in words.</summary>
    public static IRuleBuilderOptions<T, string?> Matching<T>(this IRuleBuilder<T, string?> rule, Regex pattern, string message) =>
        rule.Allows(new Allowed { Pattern = pattern.ToString() }, (value, context) =>
        {
            if (value is not null && !pattern.IsMatch(value)) context.Add(FaultCodes.InvalidFormat, message);
        });

    /// <summary>A language tag, in any case.</summary>
    public static IRuleBuilderOptions<T, string?> Language<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Allows(new Allowed { MaxLength = Languages.MaxLength }, (value, context) =>
        {
            if (value is not null && Languages.Canonical(value) is null)
                context.Add(FaultCodes.InvalidFormat, $"\"{value}\" is no language tag (BCP 47) such as en-IN.");
        });

    /// <summary>A zone of the IANA database.</summary>
    public static IRuleBuilderOptions<T, string?> TimeZone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Allows(new Allowed { MaxLength = TimeZones.MaxLength }, (value, context) =>
        {
            if (value is not null && !TimeZones.IsIana(value)) context.Add(FaultCodes.InvalidValue, TimeZones.Refusal(value));
        });

    /// <summary>Text whose length is judged where it is read: what is longer names nothing, or is no body.</summary>
    public static IRuleBuilderOptions<T, string?> ReadWithin<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.Allows(new Allowed { MaxLength = most }, (_, _) => { });

    /// <summary>The id of something, or what is known by a shorter name.</summary>
    public static IRuleBuilderOptions<T, string?> AnId<T>(this IRuleBuilder<T, string?> rule) => rule.ReadWithin(IdLength);

    /// <summary>A whole number of a range; null is left to <see cref="IsRequired{T, TValue}"/>.</summary>
    public static IRuleBuilderOptions<T, int?> Within<T>(this IRuleBuilder<T, int?> rule, int least, int most) =>
        rule.Allows(new Allowed { Least = least, Most = most }, (value, context) =>
        {
            if (value < least || value > most)
                context.Add(FaultCodes.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"Must be from {least} to {most}."));
        });

    /// <summary>An absolute https or http URL of at most 2,048 characters.</summary>
    public static IRuleBuilderOptions<T, string?> WebUrl<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Allows(new Allowed { Format = "uri", MaxLength = MaxUrl }, (value, context) =>
        {
            if (value is not null && !IsWebUrl(value))
                context.Add(FaultCodes.InvalidFormat, "A URL must be absolute, https or http, and have at most 2,048 characters.");
        });

    /// <summary>A list of at most so many, none of them twice; the items of one that has more are not judged, for there may be a hundred thousand.</summary>
    /// <param name="list">FluentValidation keeps one accessor of a member: another rule of this list takes it as the same type.</param>
    /// <param name="item">The rules of each item.</param>
    /// <param name="alike">When two are the same; null where they may repeat, or are judged elsewhere.</param>
    public static void ListOf<T, TItem>(
        this AbstractValidator<T> validator,
        Expression<Func<T, IEnumerable<TItem>?>> list,
        int most,
        Action<IRuleBuilderInitialCollection<T, TItem>> item,
        IEqualityComparer<TItem>? alike = null)
    {
        var read = list.Compile();
        validator.RuleFor(list).Allows(new Allowed { MaxItems = most, IsDistinct = alike is not null }, (value, context) =>
        {
            var count = value?.Count() ?? 0;
            if (count > most) context.Add(FaultCodes.TooMany, string.Create(CultureInfo.InvariantCulture, $"There may be {most} of these, and there are {count}."));
            else if (alike is not null) RefuseRepeats(value ?? [], alike, context);
        });
        validator.When(request => !(read(request)?.Count() > most), () => item(validator.RuleForEach(list!)));
    }

    private static void RefuseRepeats<T, TItem>(IEnumerable<TItem> items, IEqualityComparer<TItem> alike, ValidationContext<T> context)
    {
        var seen = new HashSet<TItem>(alike);
        foreach (var (place, item) in items.Index())
        {
            if (item is not null && !seen.Add(item))
                context.AddFailure(new ValidationFailure(string.Create(CultureInfo.InvariantCulture, $"{context.PropertyPath}[{place}]"), $"\"{item}\" is there already.") { ErrorCode = FaultCodes.Duplicate });
        }
    }

    public static IRuleBuilderOptions<T, TValue> Allows<T, TValue>(
        this IRuleBuilder<T, TValue> rule, Allowed allowed, Action<TValue, ValidationContext<T>> judge) => rule.SetValidator(new AllowingRule<T, TValue>(allowed, judge));

    public static bool IsWebUrl(string value) =>
        value.Length <= MaxUrl
        && Uri.TryCreate(value, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.Host.Length > 0
        && url.UserInfo.Length == 0
        && !value.Any(char.IsWhiteSpace)
        && PlainText.Flaw(value, multiline: false) is null;

    public static void Add<T>(this ValidationContext<T> context, string code, string message) =>
        context.AddFailure(new ValidationFailure(context.PropertyPath, message) { ErrorCode = code });

    private static IRuleBuilderOptions<T, string?> Text<T>(IRuleBuilder<T, string?> rule, int most, bool multiline, bool isName = false) =>
        rule.Allows(new Allowed { MaxLength = most }, (value, context) =>
        {
            var faults = new List<Fault>();
            var text = PlainText.Clean(value, "", most, faults, multiline);
            if (isName && text is not null && PlainText.Unseen(text) is { } flaw) faults.Add(new Fault("", FaultCodes.InvalidText, flaw));
            foreach (var fault in faults) context.Add(fault.Code, fault.Detail);
        });

    private static Fault ToFault(ValidationFailure failure) =>
        new(JsonPaths.FromProperty(failure.PropertyName), failure.ErrorCode, failure.ErrorMessage);
}
