using Cms.Api.Commands;
using Microsoft.Extensions.Configuration;

namespace Cms.UnitTests.Commands;

/// <summary>How the service runs when told nothing, what can be told, and what cannot be meant so. The tests run in a source tree.</summary>
public sealed class SettingsTests
{
    private const string ConnectionString = "Host=db.example;Database=cms;Username=cms";
    private const string Key = "cms_0123456789abcdef0123";

    private static readonly string Root = FindRoot();

    [Fact]
    public void Told_nothing_it_runs_a_database_of_its_own_beside_the_solution()
    {
        var settings = Read();

        Assert.True(settings.IsEmbedded);
        Assert.Null(settings.ConnectionString);
        Assert.Equal(Path.Combine(Root, ".cms"), settings.DataDirectory);
        Assert.Null(settings.AdminKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Empty_connection_string_is_none(string value) => Assert.True(Read(("ConnectionStrings:Cms", value)).IsEmbedded);

    [Fact]
    public void Connection_string_is_taken_as_it_is()
    {
        var settings = Read(("ConnectionStrings:Cms", ConnectionString));

        Assert.False(settings.IsEmbedded);
        Assert.Equal(ConnectionString, settings.ConnectionString);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void Connection_string_wins_over_the_embedded_database(string embedded) =>
        Assert.Equal(ConnectionString, Read(("ConnectionStrings:Cms", ConnectionString), ("Cms:Embedded", embedded)).ConnectionString);

    [Fact]
    public void Embedded_database_can_be_asked_for() => Assert.True(Read(("Cms:Embedded", "true")).IsEmbedded);

    [Fact]
    public void Data_directory_can_be_named() => Assert.Equal(Path.GetFullPath("/srv/cms"), Read(("Cms:DataDirectory", "/srv/cms")).DataDirectory);

    [Fact]
    public void Relative_data_directory_is_below_the_working_folder() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "elsewhere"), Read(("Cms:DataDirectory", "elsewhere")).DataDirectory);

    [Fact]
    public void Empty_data_directory_is_the_default() => Assert.Equal(Path.Combine(Root, ".cms"), Read(("Cms:DataDirectory", "")).DataDirectory);

    [Fact]
    public void Admin_key_can_be_given() => Assert.Equal(Key, Read(("Cms:AdminKey", Key)).AdminKey);

    [Fact]
    public void Empty_admin_key_is_none() => Assert.Null(Read(("Cms:AdminKey", "")).AdminKey);

    [Fact]
    public void Neither_a_connection_string_nor_an_embedded_database_is_refused_with_both_ways_on()
    {
        var message = Refusal(("Cms:Embedded", "false"));

        Assert.Contains("ConnectionStrings__Cms", message, StringComparison.Ordinal);
        Assert.Contains("Cms__Embedded=true", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cms:DataDirectry", "Cms__DataDirectory")]
    [InlineData("Cms:ConnectionString", "Cms__DataDirectory")]
    [InlineData("ConnectionStrings:Csm", "ConnectionStrings__Cms")]
    public void Mistyped_name_is_refused_with_the_right_one(string name, string says)
    {
        var message = Refusal((name, "x"));

        Assert.StartsWith(name.Replace(":", "__", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_read_in_any_case_and_other_databases_beside_ours_do_not_matter() =>
        Assert.Equal(ConnectionString, Read(("CONNECTIONSTRINGS:CMS", ConnectionString), ("ConnectionStrings:Other", "x"), ("CMS:EMBEDDED", "false")).ConnectionString);

    [Theory]
    [InlineData("somewhere")]
    [InlineData("Host=db.example;Colour=green")]
    public void Text_that_is_no_connection_string_is_refused(string value) =>
        Assert.StartsWith("ConnectionStrings__Cms", Refusal(("ConnectionStrings:Cms", value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("cms_0123456789abcdef012")]
    [InlineData("key_0123456789abcdef0123")]
    [InlineData("cms_0123456789abcdef0123é")]
    public void Admin_key_that_is_short_or_of_another_form_is_refused_without_being_repeated(string value)
    {
        var message = Refusal(("Cms:AdminKey", value));

        Assert.StartsWith("Cms__AdminKey", message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, message, StringComparison.Ordinal);
    }

    private static string Refusal(params (string Name, string Value)[] configured) => Assert.Throws<SettingsException>(() => Read(configured)).Message;

    private static Settings Read(params (string Name, string Value)[] configured) => Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(configured.ToDictionary(pair => pair.Name, pair => (string?)pair.Value)).Build());

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cms.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
