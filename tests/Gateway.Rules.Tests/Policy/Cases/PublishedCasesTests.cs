using Gateway.Rules.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Cases;

/// <summary>Every published case and every case of our own, against the policy in force.</summary>
public sealed class PublishedCasesTests
{
    public static TheoryData<string> Published => [.. CaseFiles.Published.Select(file => Path.GetFileNameWithoutExtension(file))];

    public static TheoryData<string> Own => [.. CaseFiles.Own.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Published))]
    public void Published_case_is_decided_as_published(string id) => Passes(CaseFiles.Published, id);

    [Theory]
    [MemberData(nameof(Own))]
    public void Case_either_side_of_a_boundary_is_decided_as_the_rules_require(string id) => Passes(CaseFiles.Own, id);

    [Fact]
    public void There_are_cases_to_decide()
    {
        Assert.True(CaseFiles.Own.Length >= 60);
        _ = Repository.SharedOrSkip();
        Assert.True(CaseFiles.Published.Length >= 52);
    }

    [Fact]
    public void Cases_that_are_copied_here_are_as_they_are_published()
    {
        _ = Repository.SharedOrSkip();
        Assert.All(CaseFiles.Copied, copy => Assert.Equal(
            File.ReadAllBytes(CaseFiles.Published.Single(file => Path.GetFileName(file) == Path.GetFileName(copy))), File.ReadAllBytes(copy)));
    }

    [Fact]
    public void Every_role_and_every_rule_has_a_case_of_our_own()
    {
        var cases = CaseFiles.Own.Select(CaseFiles.Read).ToArray();
        Assert.Empty(Repository.Policy.RoleNames.Except(cases.Select(one => one.Request.Facts.Role)));
        for (var rule = 1; rule <= 18; rule++)
            Assert.Contains(cases, one => one.Why.Contains($"ule {rule}", StringComparison.Ordinal) || one.Why.Contains($"rule {rule}:", StringComparison.Ordinal));
        foreach (var rule in (string[])["P1", "P2", "P3", "P4", "P7", "N6"])
            Assert.Contains(cases, one => one.Why.Contains(rule, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_boundary_has_a_case_on_either_side()
    {
        var sides = CaseFiles.Own.GroupBy(file => Path.GetFileName(file)[..5]).Where(pair => pair.Count() < 2);
        Assert.Empty(sides.Select(pair => pair.Key));
    }

    [Fact]
    public void A_file_is_named_after_its_case() =>
        Assert.All(CaseFiles.Own, file => Assert.Equal(Path.GetFileNameWithoutExtension(file), CaseFiles.Read(file).Id));

    private static void Passes(string[] files, string id)
    {
        var required = CaseFiles.Read(files.Single(file => Path.GetFileNameWithoutExtension(file) == id));
        var differences = CaseCheck.Run(Repository.Policy, required);
        Assert.True(differences.IsEmpty, string.Join('\n', differences));
    }
}
