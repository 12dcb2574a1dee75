using System.Reflection;
using System.Text.RegularExpressions;
using Cms.Api.Publishing;
using NetArchTest.Rules;

namespace Cms.UnitTests;

/// <summary>The house rules that a compiler does not know.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Assembly Service = typeof(IProjection).Assembly;
    private static readonly string Repository = FindRepository();
    private static readonly string Source = Path.Combine(Repository, "src", "Cms.Api");

    /// <summary>What is not a resource. A folder that is not named here is one, and has to look like one.</summary>
    private static readonly string[] Machinery = ["Audit", "Commands", "Delivery", "Migrations", "Pages", "PortableText", "Publishing", "Shared", "bin", "obj", "Properties"];

    private static readonly string[] Resources = [.. Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)!).Except(Machinery).Order(StringComparer.Ordinal)];

    public static TheoryData<string> ResourceFolders => [.. Resources];

    public static TheoryData<string, string> ForbiddenReferences =>
    [
        .. Forbid("Shared", ["Publishing", "Delivery", "PortableText", "Audit", "Pages", "Commands", .. Resources]),
        .. Forbid("PortableText", ["Publishing", "Delivery", "Audit", "Pages", "Commands", .. Resources]),
        .. Forbid("Publishing", ["Delivery", "PortableText", "Audit", "Pages", "Commands", .. Resources]),
        .. Forbid("Delivery", ["Publishing", "PortableText", "Audit", "Pages", "Commands", .. Resources]),
        .. Resources.SelectMany(resource => Forbid(resource, ["Pages", "Commands"])),
        .. Forbid("Audit", ["Delivery", "Pages", "Commands"]),
        .. Forbid("Pages", ["Commands"]),
    ];

    [Theory]
    [MemberData(nameof(ForbiddenReferences))]
    public void References_point_one_way(string from, string to)
    {
        var result = Types.InAssembly(Service).That().ResideInNamespaceMatching($@"^Cms\.Api\.{from}(\.|$)").ShouldNot().HaveDependencyOn($"Cms.Api.{to}").GetResult();
        Assert.Empty(result.FailingTypeNames ?? []);

        // Constants leave no trace in the compiled code.
        var named = new Regex($@"\bCms\.Api\.{to}\b");
        Assert.DoesNotContain(SourceFiles(from), file => named.IsMatch(File.ReadAllText(file)));
    }

    /// <summary>The README's steps name the files of tags; every other resource has its own of the same kinds.</summary>
    [Theory]
    [MemberData(nameof(ResourceFolders))]
    public void Resource_took_the_steps_that_the_README_tells(string folder)
    {
        var steps = Steps().Match(File.ReadAllText(Path.Combine(Repository, "README.md"))).Value;
        var noun = NounOf(folder);
        var named = Code().Matches(steps).Select(code => code.Groups[1].Value).Where(code => code.Contains("Tag", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(named);

        foreach (var path in named.Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => OfResource(name, folder, noun)).Except(Unneeded(folder)))
            Assert.True(Path.Exists(Path.Combine(Repository, path)), $"{folder} has no {path}.");

        var program = File.ReadAllText(Path.Combine(Source, "Program.cs"));
        foreach (var call in named.Where(name => name.EndsWith("()", StringComparison.Ordinal)).Select(name => OfResource(name, folder, noun)).Except(Unneeded(folder)))
            Assert.Contains(call[..^1], program, StringComparison.Ordinal);
    }

    [Fact]
    public void Projections_are_named_like_their_resource() => Assert.All(
        Service.GetTypes().Where(type => type.IsAssignableTo(typeof(IProjection)) && type.IsClass && Resources.Any(folder => Resides(type, folder))),
        type => Assert.Equal($"{NounOf(type.Namespace!.Split('.')[2])}Projection", type.Name));

    [Fact]
    public void Nothing_is_public() => Assert.Empty(Service.GetExportedTypes());

    [Fact]
    public void Classes_are_sealed_unless_another_extends_them()
    {
        var bases = Service.GetTypes().Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type).ToHashSet();
        var open = OwnTypes().Where(type => type is { IsClass: true, IsSealed: false } && !bases.Contains(type));

        Assert.Empty(open);
    }

    [Fact]
    public void Sql_classes_hold_constants_only()
    {
        var classes = OwnTypes().Where(type => type.Name.EndsWith("Sql", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(classes);
        const BindingFlags declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        Assert.All(classes, type => Assert.All(type.GetMembers(declared), member => Assert.True(
            member is FieldInfo { IsLiteral: true } field && field.FieldType == typeof(string), $"{type.Name}.{member.Name} is no constant.")));
    }

    [Fact]
    public void Endpoints_are_static()
    {
        var classes = OwnTypes().Where(type => type.Name.EndsWith("Endpoints", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(classes);
        Assert.All(classes, type => Assert.True(type is { IsAbstract: true, IsSealed: true }, $"{type.Name} is not static."));
    }

    [Fact]
    public void Only_Db_knows_Dapper()
    {
        var result = Types.InAssembly(Service).That().HaveDependencyOn("Dapper").GetTypes().Select(type => type.FullName!.Split('/', '+')[0]).Distinct();
        Assert.Equal(["Cms.Api.Shared.Data.Db"], result);

        Assert.Equal(["Db.cs"], SourceFiles().Where(file => File.ReadAllText(file).Contains("Dapper", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    [Fact]
    public void Program_is_a_table_of_contents() => Assert.InRange(File.ReadAllLines(Path.Combine(Source, "Program.cs")).Length, 1, 60);

    [Fact]
    public void Files_are_short()
    {
        var files = SourceFiles("..").Select(file => (Name: Path.GetFileName(file), Lines: File.ReadAllLines(file).Length)).ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => file.Lines > 400);
    }

    private static IEnumerable<TheoryDataRow<string, string>> Forbid(string from, string[] to) => to.Select(name => new TheoryDataRow<string, string>(from, name));

    private static string OfResource(string name, string folder, string noun) =>
        // A class Site in the namespace Site would hide it.
        name.Replace("Tags", folder, StringComparison.Ordinal).Replace(noun == folder ? "/Tag.cs" : "\0", $"/The{noun}.cs", StringComparison.Ordinal).Replace("Tag", noun, StringComparison.Ordinal);

    /// <summary>Keys have nothing that readers get. A related link is stored, read and projected with its article.</summary>
    private static string[] Unneeded(string folder) => folder switch
    {
        "Keys" => ["src/Cms.Api/Keys/KeyProjection.cs"],
        "RelatedLinks" => [.. new[] { "Sql", "Repository", "Projection" }.Select(role => $"src/Cms.Api/RelatedLinks/RelatedLink{role}.cs"), "AddRelatedLinks()"],
        "Articles" => ["src/Cms.Api/Articles/ArticleProjection.cs"],
        _ => [],
    };

    /// <summary>Agencies are made of Agency.</summary>
    private static string NounOf(string folder) => Plural().Replace(folder, match => match.Value == "ies" ? "y" : "");

    /// <summary>Without what the compiler makes.</summary>
    private static IEnumerable<Type> OwnTypes() => Service.GetTypes()
        .Where(type => type.Namespace?.StartsWith("Cms.Api", StringComparison.Ordinal) == true && !type.FullName!.Contains('<'));

    private static bool Resides(Type type, string folder) => $"{type.Namespace}.".StartsWith($"Cms.Api.{folder}.", StringComparison.Ordinal);

    private static IEnumerable<string> SourceFiles(string folder = ".") => Directory.EnumerateFiles(Path.Combine(Source, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cms.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("^## Adding a resource$.*?(?=^## )", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Steps();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("ies$|s$")]
    private static partial Regex Plural();
}
