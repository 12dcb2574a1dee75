using System.Net;
using System.Net.Sockets;
using Cms.IntegrationTests.Infrastructure;
using Npgsql;

namespace Cms.IntegrationTests.Commands;

/// <summary>What cannot be meant so ends at once, with one line that says what would be right.</summary>
public sealed class RefusedStartTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Theory]
    [InlineData("Cms__Embedded", "false", "ConnectionStrings__Cms")]
    [InlineData("ConnectionStrings__Cms", "somewhere", "Host=")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Password=half;of=it", "quote")]
    [InlineData("ConnectionStrings__Delivery", "Host=127.0.0.1", "ConnectionStrings__Delivery names replicas of the database; ConnectionStrings__Cms, which names the database itself, is missing.")]
    [InlineData("ConnectionStrings__Cms", "Username=cms", "ConnectionStrings__Cms names no Host.")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Port=70000", "Port=70000; ports are 1 to 65535")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Multiplexing=true", "Multiplexing=true, which this service does not do")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Client Encoding=LATIN1", "Client Encoding=LATIN1, which this service does not use")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Encoding=latin1", "Encoding=latin1, which this service does not use")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Read Buffer Size=10", "Read Buffer Size=10; it must be 4096 at least")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Maximum Pool Size=0", "Maximum Pool Size=0; it must be 1 at least")]
    [InlineData("Cms__Surfaces__Foo", "x", "Cms__Surfaces__Foo is no setting")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Search Path=news", "Search Path=news, which this service does not use")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Minimum Pool Size=100;Maximum Pool Size=10", "ConnectionStrings__Cms cannot be used: ")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Minimum Pool Size=100", "ConnectionStrings__Cms cannot be used: ")]
    [InlineData("ConnectionStrings__Cms", "Host=127.0.0.1;Target Session Attributes=standby", "ConnectionStrings__Cms cannot be used: ")]
    [InlineData("Cms__Embedded", "maybe", "Cms__Embedded must be true or false.")]
    [InlineData("Cms__DataDirectory", "/dev/null/cms", "Cms__DataDirectory, /dev/null/cms, is no folder that can be made")]
    [InlineData("Cms__DrainSeconds", "-1", "from 0 to 300")]
    [InlineData("Cms__AdminKey", "short", "24 characters")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT must be a URL such as ")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "smoke", "must be one of grpc, http/protobuf.")]
    [InlineData("OTEL_EXPORTER_OTLP_TIMEOUT", "soon", "must be a number of milliseconds.")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "maybe", "ASPNETCORE_FORWARDEDHEADERS_ENABLED must be true or false.")]
    [InlineData("ASPNETCORE_FORWARDEDHEADERS_ENABLED", " true ", "ASPNETCORE_FORWARDEDHEADERS_ENABLED must be true or false.")]
    [InlineData("Logging__Console__MaxQueueLength", "-1", "A setting Logging__… cannot be used: ")]
    [InlineData("Logging__Console__FormatterName", "poetry", "Logging__Console__FormatterName is \"poetry\", and must be one of simple, json, systemd.")]
    [InlineData("Logging__Console__FormatterOptions__SingleLine", "maybe", "must be true or false.")]
    [InlineData("Logging__Console__FormatterOptions__TimestampFormat", "%", "is no format of a date and time.")]
    public async Task Setting_that_cannot_be_used_is_named_in_one_line(string name, string value, string says)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { [name] = value }, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, result.Code);
        Assert.Contains(says, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_that_cannot_be_meant_so_are_named_like_the_database_itself()
    {
        var result = await CmsProcess.RunAsync(
            new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString, ["ConnectionStrings__Delivery"] = "Port=5432;Username=cms" }, "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, result.Code);
        Assert.Equal("ConnectionStrings__Delivery names no Host.", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task User_without_the_rights_is_told_which()
    {
        await using var role = await TestRole.CreateAsync(database.ConnectionString, "login password 'stranger'");
        await using var empty = await NewDatabase.CreateAsync(database.ConnectionString);
        var stranger = new NpgsqlConnectionStringBuilder(empty.ConnectionString) { Username = role.Name, Password = "stranger" }.ConnectionString;

        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = stranger }, "migrate");

        Assert.Equal(1, result.Code);
        Assert.Contains("has to own the database", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_is_named_in_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var result = await CmsProcess.RunAsync(
            new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString }, "--urls", $"http://{other.LocalEndpoint}");

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Contains($"{other.LocalEndpoint}: address already in use", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("")]
    [InlineData(" ; ")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://192.0.2.1:5342")]
    [InlineData("http://locahlost:5342")]
    public async Task Addresses_that_are_none_end_the_start_in_one_line(string addresses)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString }, "--urls", addresses);

        Assert.Equal(1, result.Code);
        Assert.StartsWith("The addresses to listen on cannot be used: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "abc", "http_ports has \"abc\"; ports are 0 to 65535.")]
    [InlineData("ASPNETCORE_HTTPS_PORTS", "8443;70000", "https_ports has \"70000\"; ports are 0 to 65535.")]
    public async Task Ports_that_are_none_end_the_start_in_one_line(string name, string value, string says)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString, [name] = value });

        Assert.Equal(1, result.Code);
        Assert.Equal("The addresses to listen on cannot be used: " + says, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Nothing that the service does by itself complains first: there are settings to mend, and one line says which.</summary>
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=cms;Username=cms", "banana", "")]
    [InlineData(null, "http://127.0.0.1:0", "info: Cms.Api.Commands.Start[1] ")]
    public async Task Nobody_else_speaks_of_what_ends_the_start(string? connectionString, string addresses, string before)
    {
        var nowhere = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "not_there" }.ConnectionString;

        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = connectionString ?? nowhere }, "--urls", addresses);

        Assert.Equal(1, result.Code);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(before, line, StringComparison.Ordinal));
        Assert.Equal(before.Length > 0 ? 1 : 0, result.Output.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData("Logging__LogLevel__Default", "Deebug")]
    [InlineData("Logging__LogLevel__Microsoft.AspNetCore", "Loud")]
    [InlineData("Logging__Console__LogLevel__Default", "11x")]
    public async Task A_level_that_is_none_is_told_in_one_line_that_names_the_setting(string name, string level)
    {
        foreach (var arguments in new[] { new[] { "--urls", "http://127.0.0.1:0" }, ["keys", "list"] })
        {
            var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString, [name] = level }, arguments);

            Assert.Equal(1, result.Code);
            Assert.StartsWith($"{name} is \"{level}\", and must be one of Trace, Debug, ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    /// <summary>It may have been meant to hold something back: a role, or the work itself.</summary>
    [Theory]
    [InlineData("keys", "create", "--name", "x", "--rol", "writer")]
    [InlineData("migrate", "--pln")]
    [InlineData("live", "rebuild", "--dry-run")]
    public async Task An_option_that_is_mistyped_is_refused(params string[] arguments)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString }, arguments);

        Assert.Equal((1, ""), (result.Code, result.Output));
        Assert.Contains("is no option of", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("0x1F")]
    public async Task An_id_that_is_none_is_told_in_words(string id)
    {
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = database.ConnectionString }, "keys", "revoke", id);

        Assert.Equal(1, result.Code);
        Assert.Equal($"'{id}' is no id of a key; keys list shows them.", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("srve")]
    [InlineData("serve", "now")]
    [InlineData("--urls")]
    [InlineData("--url", "http://127.0.0.1:0")]
    [InlineData("--url=http://127.0.0.1:0")]
    [InlineData("--Cms__AdminKey=cms_0123456789abcdef01234567")]
    [InlineData("urls", "http://127.0.0.1:0")]
    [InlineData("keys", "creat")]
    [InlineData("keys", "create")]
    [InlineData("keys", "create", "--name", " ")]
    [InlineData("keys", "create", "--name", "x", "--role", "owner")]
    [InlineData("keys", "create", "--name", "x", "--days", "0")]
    [InlineData("live")]
    public async Task What_is_no_command_answers_the_usage(params string[] arguments)
    {
        // Were it to serve or to work, this would be its database.
        var result = await CmsProcess.RunAsync(new Dictionary<string, string> { ["ConnectionStrings__Cms"] = "Host=127.0.0.1;Port=1;Username=nobody" }, arguments);

        Assert.Equal(1, result.Code);
        Assert.NotEmpty(result.Error);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
    }
}
