using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Cms.IntegrationTests.Delivery;

/// <summary>The statements of a class, by name.</summary>
internal static class Statements
{
    public static IEnumerable<string> Of(Type statements) => Fields(statements).Select(field => field.Name);

    public static string SqlOf(Type statements, string name) => (string)Fields(statements).Single(field => field.Name == name).GetRawConstantValue()!;

    private static IEnumerable<FieldInfo> Fields(Type statements) => statements.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral);
}

/// <summary>A node of the plan of a statement that was run.</summary>
internal sealed partial record Plan(JsonElement Node)
{
    public string Type => Node.GetProperty("Node Type").GetString()!;

    /// <summary>In all its loops.</summary>
    public double Rows => (Node.GetProperty("Actual Rows").GetDouble() + Number("Rows Removed by Filter")) * Node.GetProperty("Actual Loops").GetDouble();

    private IEnumerable<Plan> All => Node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().SelectMany(plan => new Plan(plan).All).Prepend(this) : [this];

    public IEnumerable<Plan> Sorts => All.Where(plan => plan.Type.Contains("Sort", StringComparison.Ordinal));

    public bool Reads(string relation) => All.Any(plan => plan.Text("Relation Name") == relation);

    /// <summary>How many rows of the tables with this alias were looked at; a second one is told apart by a number.</summary>
    public double RowsReadFrom(string alias) => All.Where(plan => plan.Text("Alias")?.Split('_')[0] == alias).Sum(plan => plan.Rows);

    /// <summary>But for the head, which is one row.</summary>
    public void AssertWalksIndexes() => Assert.All(
        All.Where(plan => plan.Text("Relation Name") is { } relation && relation != "head"),
        scan => Assert.StartsWith("Index", scan.Type, StringComparison.Ordinal));

    public override string ToString() => Node.GetRawText();

    /// <summary>Runs a statement as a prepared one, for only so can it be made to take the plan for all values.</summary>
    public static async Task<Plan> ExplainAsync(
        NpgsqlConnection connection, string sql, IReadOnlyDictionary<string, object?> values, string mode, CancellationToken cancellationToken)
    {
        var names = Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct().ToList();
        var numbered = Parameter().Replace(sql, match => string.Create(CultureInfo.InvariantCulture, $"${names.IndexOf(match.Groups[1].Value) + 1}"));
        var explain = $"""
            set plan_cache_mode = {mode};
            prepare explained ({string.Join(", ", names.Select(TypeOf))}) as {numbered};
            explain (analyze, format json) execute explained ({string.Join(", ", names.Select(name => Literal(values[name])))});
            deallocate explained;
            """;
        await using var command = new NpgsqlCommand(explain, connection);
        var json = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        return new Plan(JsonSerializer.Deserialize<JsonElement>(json)[0].GetProperty("Plan"));
    }

    private double Number(string name) => Node.TryGetProperty(name, out var value) ? value.GetDouble() : 0;

    private string? Text(string name) => Node.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string TypeOf(string parameter) => parameter switch
    {
        "Groups" => "int[]",
        "Prefixes" or "Kinds" or "Texts" => "text[]",
        "WithBody" => "boolean",
        "From" or "To" or "At" => "timestamptz",
        "Id" or "After" or "Resource" or "Key" => "uuid",
        "Before" => "bigint",
        "Take" or "Limit" => "int",
        _ => "text",
    };

    private static string Literal(object? value) => value switch
    {
        null => "null",
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateTimeOffset instant when instant == DateTimeOffset.MaxValue => "'infinity'",
        DateTimeOffset instant when instant == DateTimeOffset.MinValue => "'-infinity'",
        DateTimeOffset instant => $"'{instant:O}'",
        int[] numbers => $"array[{string.Join(", ", numbers.Select(number => Literal(number)))}]",
        string?[] texts => $"array[{string.Join(", ", texts.Select(Literal))}]",
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => $"'{value}'",
    };

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();
}
