using Cms.Api.Commands;
using Microsoft.Extensions.Configuration;

namespace Cms.UnitTests.Commands;

/// <summary>The working folder is the whole process's, so nothing else runs while it is another.</summary>
[CollectionDefinition(nameof(WorkingFolderTests), DisableParallelization = true)]
[Collection(nameof(WorkingFolderTests))]
public sealed class WorkingFolderTests
{
    [Fact]
    public void Wherever_a_source_tree_is_started_from_its_data_stays_in_one_place()
    {
        var before = Environment.CurrentDirectory;
        var folder = Directory.CreateTempSubdirectory("cms-settings-");
        try
        {
            var inside = DataDirectory();
            Environment.CurrentDirectory = folder.FullName;

            Assert.Equal(inside, DataDirectory());
            Assert.True(File.Exists(Path.Combine(inside, "..", "Cms.sln")));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete();
        }
    }

    [Fact]
    public void Source_tree_is_the_folder_of_the_solution_above_and_nothing_else()
    {
        var tree = Directory.CreateTempSubdirectory("cms-settings-");
        try
        {
            var deep = tree.CreateSubdirectory("src/Cms.Api/bin").FullName;
            Assert.Null(SourceTree.Find(deep));

            File.WriteAllText(Path.Combine(tree.FullName, "Cms.sln"), "");
            Assert.Equal(tree.FullName, SourceTree.Find(deep));
        }
        finally
        {
            tree.Delete(recursive: true);
        }
    }

    private static string DataDirectory() => Settings.Read(new ConfigurationBuilder().Build()).DataDirectory;
}
