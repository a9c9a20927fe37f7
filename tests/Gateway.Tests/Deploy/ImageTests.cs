namespace Gateway.Tests.Deploy;

public sealed class ImageTests
{
    public static TheoryData<string> Images => [.. Directory.GetFiles(Repository.At("deploy", "images"), "*.Dockerfile").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Images))]
    public void Every_base_is_pinned(string image)
    {
        var bases = Lines(image, "FROM ").Select(line => line.Split(' ')[1]).ToArray();
        Assert.NotEmpty(bases);
        Assert.All(bases, name => Assert.True(ComposeRules.Pinned(name), name));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Last_user_is_not_root(string image) => Assert.Equal("USER 1654:1654", Lines(image, "USER ").Last());

    [Theory]
    [MemberData(nameof(Images))]
    public void Everything_copied_from_the_repository_is_there(string image)
    {
        var sources = Lines(image, "COPY ").Where(line => !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1]).Where(word => !word.StartsWith("--", StringComparison.Ordinal));
        Assert.All(sources, source => Assert.True(Path.Exists(Repository.At(source)), source));
    }

    private static string[] Lines(string image, string start) =>
        [.. File.ReadLines(Repository.At("deploy", "images", image)).Where(line => line.StartsWith(start, StringComparison.Ordinal))];
}
