using Npgsql;
using NpgsqlTypes;

namespace Cms.Benchmarks;

/// <summary>Rows written by <c>COPY</c>: each a list of values in the order of the columns.</summary>
internal static class Copy
{
    public readonly record struct Value(object? Given, NpgsqlDbType Type);

    public static async Task CopyAsync<T>(this NpgsqlConnection connection, string command, IEnumerable<T> items, Func<T, Value[]> values)
    {
        await using var import = await connection.BeginBinaryImportAsync(command);
        foreach (var item in items)
        {
            await import.StartRowAsync();
            foreach (var (value, type) in values(item))
            {
                if (value is null) await import.WriteNullAsync();
                else await import.WriteAsync(value, type);
            }
        }
        await import.CompleteAsync();
    }

    public static Value Id(Guid? id) => new(id, NpgsqlDbType.Uuid);

    public static Value Text(string text) => new(text, NpgsqlDbType.Text);

    public static Value Texts(string[] texts) => new(texts, NpgsqlDbType.Array | NpgsqlDbType.Text);

    public static Value Json(string json) => new(json, NpgsqlDbType.Jsonb);

    public static Value Number(int number) => new(number, NpgsqlDbType.Integer);

    public static Value Flag(bool flag) => new(flag, NpgsqlDbType.Boolean);

    public static Value Moment(DateTimeOffset moment) => new(moment, NpgsqlDbType.TimestampTz);

    /// <summary>One of so many columns of ids.</summary>
    public static IEnumerable<Value> OneOf(int column, int columns, Guid id) => Enumerable.Range(0, columns).Select(index => Id(index == column ? id : null));

#pragma warning disable CS0618 // It is said to be unreliable; these are letters and digits with nothing to escape.
    public static Value Words(IEnumerable<string> words) => new(NpgsqlTsVector.Parse(string.Join(' ', words)), NpgsqlDbType.TsVector);
#pragma warning restore CS0618
}
