using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Cms.Benchmarks;

/// <summary>An answer as the service gave it, for a bare server to give too.</summary>
internal sealed record RecordedAnswer(Dictionary<string, string> Headers, byte[] Body)
{
    public static async Task<string> RecordAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"));
        var recorded = new RecordedAnswer(headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)), await response.Content.ReadAsByteArrayAsync());
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(recorded));
        return file;
    }
}

/// <summary>The least that could give the same answers: what the service costs beyond them is its own.</summary>
internal static class BareServers
{
    /// <summary>Sends bytes from memory, or 304.</summary>
    public static Task<int> ServeBytesAsync(int port, string answer)
    {
        var recorded = Read(answer);
        var etag = recorded.Headers["ETag"];
        return ServeAsync(port, http =>
        {
            Set(http.Response, recorded);
            if (http.Request.Headers.IfNoneMatch == etag)
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
            return SendAsync(http.Response, recorded.Body);
        });
    }

    /// <summary>Reads rows by a prepared statement and sends what is in them.</summary>
    public static async Task<int> ServeRowsAsync(int port, string answer, string connectionString, string query)
    {
        var recorded = Read(answer);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2 }.ConnectionString);
        return await ServeAsync(port, async http =>
        {
            var body = new ArrayBufferWriter<byte>();
            await using (var command = source.CreateCommand(query))
            await using (var reader = await command.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync()) body.Write((byte[])reader[0]);
            }
            Set(http.Response, recorded);
            await SendAsync(http.Response, body.WrittenMemory);
        });
    }

    public static async Task<int> ServeAsync(int port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.ListenLocalhost(port);
        });
        var app = builder.Build();
        app.Run(answer);
        await app.RunAsync();
        return 0;
    }

    private static RecordedAnswer Read(string file) => JsonSerializer.Deserialize<RecordedAnswer>(File.ReadAllText(file))!;

    private static void Set(HttpResponse response, RecordedAnswer recorded)
    {
        foreach (var (name, value) in recorded.Headers) response.Headers[name] = value;
    }

    private static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body.Span);
        await response.BodyWriter.FlushAsync();
    }
}
